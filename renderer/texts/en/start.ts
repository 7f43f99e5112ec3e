export const start = {
  title: 'First steps',
  heading: 'Forecasts that show what stands behind them',
  text: 'Almanac trains networks on your own machine and says how likely each outcome is, beside what needs no model. Where it is not surely better, it makes no call.',
  demo: {
    title: 'Look around with a simulated market',
    text: 'One click: prices that Almanac invents, a small model where a signal is planted in them and one where there is only noise, and their forecasts. It takes about half a minute, and nothing leaves this machine.',
    start: 'Load the demo market',
    list: 'Demo market',
    steps: {
      import: 'Invent the market and import it',
      train: 'Train two small models: on signal, and on noise',
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
