import type { IndicatorChoice } from '../../charts/price-chart/chart-bars.ts';

/** The indicators that the menu offers, with usual parameters; by the key of their text. */
export const indicatorChoices: Readonly<Record<string, IndicatorChoice>> = {
  sma: { kind: 'sma', params: { bars: 20 } },
  sma50: { kind: 'sma', params: { bars: 50 } },
  sma200: { kind: 'sma', params: { bars: 200 } },
  ema: { kind: 'ema', params: { bars: 20 } },
  bollinger: { kind: 'bollinger', params: { bars: 20, deviations: 2 } },
  rsi: { kind: 'rsi', params: { bars: 14 } },
  macd: { kind: 'macd', params: { fastBars: 12, slowBars: 26, signalBars: 9 } },
  atr: { kind: 'atr', params: { bars: 14 } },
};
