import { describe, expect, it } from 'vitest';
import type { LabelSpec } from '#contract/model-spec.ts';
import { inventHistory } from './invented-history.test-data.ts';
import {
  classBorders,
  classOf,
  computeLabels,
  computeRollingVolatility,
  encodeLabel,
  longestHorizon,
  type HorizonLabels,
} from './label.ts';

const spec: LabelSpec = { kind: 'forward-return', horizons: [2], volatilityBars: 5 };

/** The returns of the only horizon. */
function labelsOf(close: Float64Array): HorizonLabels {
  return computeLabels(close, { label: spec, timeframe: '1d' }).horizons[0]!;
}

it('is the log return over the horizon, unknown for the last bars', () => {
  const { logReturn } = labelsOf(Float64Array.of(1, 2, 4, 3));
  expect(Array.from(logReturn)).toEqual([Math.log(4), Math.log(1.5), NaN, NaN]);
});

it('scales by the root mean square of the last returns times sqrt(h)', () => {
  // Log returns ±0.01 twice and 0.02 once in the first window: rms² = (4 * 1e-4 + 4e-4) / 5.
  const returns = [0.01, -0.01, 0.01, -0.01, 0.02, 0];
  let log = 0;
  const close = Float64Array.of(1, ...returns.map((r) => Math.exp((log += r))));
  const { scale } = labelsOf(close);
  expect(computeLabels(close, { label: spec, timeframe: '1d' }).firstUsable).toBe(5);
  expect(Array.from(scale.subarray(0, 5))).toEqual(new Array(5).fill(NaN));
  expect(scale[5]).toBeCloseTo(Math.sqrt(8e-4 / 5) * Math.SQRT2, 12);
  expect(scale[6]).toBeCloseTo(Math.sqrt(7e-4 / 5) * Math.SQRT2, 12);
});

it('has a floor of one hundredth of a percent under the volatility of a flat price', () => {
  const { scale, logReturn } = labelsOf(new Float64Array(10).fill(7));
  expect(scale[9]).toBe(1e-4 * Math.SQRT2);
  expect(logReturn[0]! / scale[0 + 5]!).toBe(0);
});

it('has a lower floor for shorter bars, as volatilities go with the square root of time', () => {
  const flat = new Float64Array(10).fill(7);
  const [minute, day] = (['1m', '1d'] as const).map(
    (timeframe) => computeLabels(flat, { label: spec, timeframe }).horizons[0]!.scale[9]!,
  );
  expect(day! / minute!).toBeCloseTo(Math.sqrt(1440), 9);
});

it('does not depend on where the history starts, not in the last bit', () => {
  const { close } = inventHistory(4, 300).bars;
  const whole = computeRollingVolatility(close, 20);
  const late = computeRollingVolatility(close.subarray(137), 20);
  for (let t = 20; t < late.length; t++) expect(late[t]).toBe(whole[t + 137]);
});

it('gives every horizon its own returns and its own scale', () => {
  const { close } = inventHistory(5, 60).bars;
  const label: LabelSpec = { ...spec, horizons: [1, 4, 9] };
  const { horizons } = computeLabels(close, { label, timeframe: '1d' });
  expect(horizons.map(({ horizonBars }) => horizonBars)).toEqual([1, 4, 9]);
  expect(longestHorizon(label)).toBe(9);
  for (const { horizonBars, logReturn, scale } of horizons) {
    expect(logReturn[20]).toBe(Math.log(close[20 + horizonBars]! / close[20]!));
    expect(scale[20]! / horizons[0]!.scale[20]!).toBeCloseTo(Math.sqrt(horizonBars), 12);
    expect(logReturn.findIndex((r) => Number.isNaN(r))).toBe(60 - horizonBars);
  }
});

describe('what the network is trained to say', () => {
  const direction: LabelSpec = { kind: 'direction', horizons: [1], volatilityBars: 5 };
  const band = (unit: 'log-return' | 'volatility', value: number): LabelSpec => ({
    kind: 'trend',
    horizons: [1],
    volatilityBars: 5,
    threshold: { unit, value },
  });

  it.each([
    ['a return in units of its scale', spec, [-0.04, 0, 0.02], [-2, 0, 1]],
    ['up only where it is above zero', direction, [-0.01, 0, 1e-12], [0, 0, 1]],
    [
      'down, flat or up around a band in log return',
      band('log-return', 0.01),
      [-0.011, -0.009, 0.01, 0.011],
      [0, 1, 1, 2],
    ],
    ['and around one in units of the scale', band('volatility', 0.5), [-0.011, -0.009, 0.01, 0.011], [0, 1, 1, 2]],
  ])('%s', (_, label, returns, expected) => {
    expect(returns.map((r) => encodeLabel(label, r, 0.02))).toEqual(expected);
  });

  it('has no borders where it is a number', () => {
    expect(classBorders(spec, 0.02)).toEqual([]);
    expect(classOf([], 3)).toBe(0);
  });
});
