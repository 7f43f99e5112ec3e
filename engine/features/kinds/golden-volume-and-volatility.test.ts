import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FeatureKind, FeatureParams } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { accumulationDistributionSlopeFeature } from './accumulation-distribution-slope.ts';
import { atrFeature } from './atr.ts';
import { candleShapeFeature } from './candle-shape.ts';
import { chaikinMoneyFlowFeature } from './chaikin-money-flow.ts';
import { chaikinOscillatorFeature } from './chaikin-oscillator.ts';
import { columnsOf } from './feature-columns.test-data.ts';
import { forceIndexFeature } from './force-index.ts';
import { moneyFlowIndexFeature } from './money-flow-index.ts';
import { obvSlopeFeature } from './obv-slope.ts';
import { priceVolumeCorrelationFeature } from './price-volume-correlation.ts';
import { priceZScoreFeature } from './price-z-score.ts';
import { trueRangeFeature } from './true-range.ts';
import { volumeRatioFeature } from './volume-ratio.ts';

interface History {
  readonly name: string;
  readonly bars: Readonly<Record<'open' | 'high' | 'low' | 'close' | 'volume', number[]>>;
  readonly columns: Readonly<Record<string, { readonly first: number; readonly values: number[] }>>;
}

/** From TA-Lib, by tools/golden-talib.py. */
const { histories } = JSON.parse(
  readFileSync(new URL('../../../tests/golden/talib.json', import.meta.url), 'utf8'),
) as { histories: History[] };

/** TA-Lib's column, NaN before its first value. */
function talib({ bars, columns }: History, name: string): number[] {
  const { first, values } = columns[name]!;
  expect(first + values.length).toBe(bars.close.length);
  return [...Array<number>(first).fill(NaN), ...values];
}

/** Mean of the last `length` values, NaN before. */
function movingMean(values: readonly number[], length: number): number[] {
  return values.map((_, t) =>
    t < length - 1 ? NaN : values.slice(t - length + 1, t + 1).reduce((sum, value) => sum + value, 0) / length,
  );
}

/** Least-squares slope of the last `length` values, NaN before. */
function movingSlope(values: readonly number[], length: number): number[] {
  return values.map((_, t) => {
    if (t < length - 1) return NaN;
    const part = values.slice(t - length + 1, t + 1);
    const mean = part.reduce((sum, value) => sum + value, 0) / length;
    const middle = (length - 1) / 2;
    const products = part.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
    return products / part.reduce((sum, _value, i) => sum + (i - middle) ** 2, 0);
  });
}

/** The quotients; 0 where the denominator is. */
function over(values: readonly number[], denominators: readonly number[]): number[] {
  return values.map((value, t) => (denominators[t] === 0 ? 0 : value / denominators[t]!));
}

interface Golden {
  readonly kind: FeatureKind;
  readonly params: FeatureParams;
  readonly column: string;
  /** What the column should be, from TA-Lib's. */
  readonly expected: (history: History) => number[];
}

/** By TA-Lib's columns that all histories have. */
const everywhere: Golden[] = [
  {
    kind: obvSlopeFeature,
    params: { bars: 20 },
    column: 'value',
    expected: (history) => over(movingSlope(talib(history, 'OBV'), 20), movingMean(history.bars.volume, 20)),
  },
  {
    kind: accumulationDistributionSlopeFeature,
    params: { bars: 20 },
    column: 'value',
    expected: (history) => over(movingSlope(talib(history, 'AD'), 20), movingMean(history.bars.volume, 20)),
  },
  {
    kind: chaikinOscillatorFeature,
    params: { fastBars: 3, slowBars: 10 },
    column: 'value',
    expected: (history) => {
      const mean = createEma(10);
      return over(
        talib(history, 'ADOSC 3 10'),
        history.bars.volume.map((volume) => mean.push(volume)),
      );
    },
  },
  {
    kind: chaikinMoneyFlowFeature,
    params: { bars: 20 },
    column: 'value',
    expected: (history) => talib(history, 'CMF 20'),
  },
  {
    kind: moneyFlowIndexFeature,
    params: { bars: 14 },
    column: 'value',
    expected: (history) => talib(history, 'MFI 14'),
  },
  {
    kind: forceIndexFeature,
    params: { bars: 13 },
    column: 'value',
    expected: (history) => {
      const mean = createEma(13);
      const { close, volume } = history.bars;
      const weights = volume.map((value, t) => mean.push(t === 0 ? NaN : value) * close[t]!);
      return over(talib(history, 'EFI 13'), weights);
    },
  },
  {
    kind: atrFeature,
    params: { bars: 14 },
    column: 'value',
    expected: (history) => talib(history, 'NATR 14').map((percent) => percent / 100),
  },
  {
    kind: trueRangeFeature,
    params: {},
    column: 'value',
    expected: (history) => over(talib(history, 'TRANGE'), [NaN, ...history.bars.close]),
  },
  {
    kind: candleShapeFeature,
    params: {},
    column: 'body',
    expected: (history) => talib(history, 'BOP'),
  },
  {
    kind: priceZScoreFeature,
    params: { bars: 20 },
    column: 'value',
    expected: (history) => {
      const mean = talib(history, 'SMA 20');
      const distances = history.bars.close.map((close, t) => close - mean[t]!);
      return over(distances, talib(history, 'STDDEV 20 1.0'));
    },
  },
];

/** By columns of the invented history alone. */
const inventedOnly: Golden[] = [
  {
    kind: atrFeature,
    params: { bars: 3 },
    column: 'value',
    expected: (history) => over(talib(history, 'ATR 3'), history.bars.close),
  },
  {
    kind: volumeRatioFeature,
    params: { bars: 20 },
    column: 'value',
    expected: (history) => over(history.bars.volume, talib(history, 'SMA(v) 20')).map((ratio) => ratio - 1),
  },
  {
    kind: priceVolumeCorrelationFeature,
    params: { bars: 20 },
    column: 'value',
    expected: (history) => talib(history, 'CORREL(cv) 20'),
  },
];

describe.each(histories)('on the history "$name" features are those of TA-Lib', (history) => {
  const cases = history.name === 'invented' ? [...everywhere, ...inventedOnly] : everywhere;
  it.each(cases)('$kind.kind $params', ({ kind, params, column, expected }) => {
    const theirs = expected(history);
    let compared = 0;
    columnsOf(kind, history.bars, params)[column]!.forEach((value, t) => {
      const where = `at ${t}: ${value} and not ${theirs[t]}`;
      if (Number.isNaN(theirs[t])) {
        expect(value, where).toBeNaN();
      } else {
        expect(Math.abs(value - theirs[t]!) / Math.max(1, Math.abs(theirs[t]!)), where).toBeLessThan(1e-9);
        compared++;
      }
    });
    expect(compared).toBeGreaterThan(10);
  });
});
