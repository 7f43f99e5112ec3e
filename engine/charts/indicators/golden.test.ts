import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { IndicatorKind } from '#contract/chart-data.ts';
import { indicators } from './registry.ts';

interface History {
  readonly name: string;
  readonly bars: Readonly<Record<'open' | 'high' | 'low' | 'close' | 'volume', number[]>>;
  readonly columns: Readonly<Record<string, { readonly first: number; readonly values: number[] }>>;
}

/** From TA-Lib, by tools/golden-talib.py. */
const { histories } = JSON.parse(
  readFileSync(new URL('../../../tests/golden/talib.json', import.meta.url), 'utf8'),
) as { histories: History[] };

const cases: [kind: IndicatorKind, params: Record<string, number>, columns: Record<string, string>][] = [
  ['sma', { bars: 20 }, { value: 'SMA 20' }],
  ['ema', { bars: 20 }, { value: 'EMA 20' }],
  [
    'bollinger',
    { bars: 20, deviations: 2 },
    {
      upper: 'BBANDS 20 2.0 2.0 upperband',
      middle: 'BBANDS 20 2.0 2.0 middleband',
      lower: 'BBANDS 20 2.0 2.0 lowerband',
    },
  ],
  ['rsi', { bars: 14 }, { value: 'RSI 14' }],
  [
    'macd',
    { fastBars: 12, slowBars: 26, signalBars: 9 },
    { signal: 'MACD 12 26 9 macdsignal', histogram: 'MACD 12 26 9 macdhist', line: 'MACD 12 26 9 macd' },
  ],
  ['atr', { bars: 14 }, { value: 'ATR 14' }],
];

describe.each(histories)('indicators of the history $name are those of TA-Lib', ({ bars, columns }) => {
  it.each(cases)('%s %j', (kind, params, outputs) => {
    const history = {
      time: Float64Array.from(bars.close, (_, t) => t),
      open: Float64Array.from(bars.open),
      high: Float64Array.from(bars.high),
      low: Float64Array.from(bars.low),
      close: Float64Array.from(bars.close),
      volume: Float64Array.from(bars.volume),
    };
    const computed = indicators[kind].compute(history, params);
    for (const [column, name] of Object.entries(outputs)) {
      const values = computed[indicators[kind].columns.indexOf(column)]!;
      const { first, values: expected } = columns[name]!;
      // TA-Lib holds the line of the MACD back until its signal is there too.
      if (column !== 'line') expect(values.subarray(0, first).every(Number.isNaN), name).toBe(true);
      expected.forEach((value, i) => {
        expect(Math.abs(values[first + i]! - value), `${name} at ${first + i}`).toBeLessThan(
          1e-9 * (1 + Math.abs(value)),
        );
      });
      expect(first + expected.length).toBe(values.length);
    }
  });
});
