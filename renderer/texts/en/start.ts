export const start = {
  title: 'First steps',
  heading: 'Forecasts that show what stands behind them',
  text: 'Almanac trains networks on your own machine and says how likely each outcome is, beside what needs no model. Where it is not surely better, it makes no call.',
  demo: {
    title: 'Look around with a simulated market',
    text: 'One click: prices that Almanac invents with a signal planted in them, a small model trained on it, and its forecasts. It takes about a minute, and nothing leaves this machine.',
    start: 'Load the demo market',
    list: 'Demo market',
    steps: {
      import: 'Invent the market and import it',
      train: 'Train a small model on it',
      forecast: 'Forecast every instrument',
    },
  },
  own: {
    title: 'Import your own prices',
    text: 'Drop files or folders, or paste a table. Format, time zone and adjustment are recognised and shown before anything is written.',
    any: 'any table with dates and prices',
    start: 'Import files',
  },
  local: 'Everything stays on this machine; no account is needed.',
  honest: 'Every number has its companion: a baseline, an interval, a count.',
  keyboard: 'Press ? for the keys.',
};
