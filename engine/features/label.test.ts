import { expect, it } from 'vitest';
import { inventHistory } from './invented-history.test-data.ts';
import { computeLabels, computeRollingVolatility } from './label.ts';

const spec = { kind: 'forward-return', horizonBars: 2, volatilityBars: 5 } as const;

it('is the log return over the horizon, unknown for the last bars', () => {
  const { logReturn } = computeLabels(Float64Array.of(1, 2, 4, 3), { ...spec, horizonBars: 2 });
  expect(Array.from(logReturn)).toEqual([Math.log(4), Math.log(1.5), NaN, NaN]);
});

it('scales by the root mean square of the last returns times sqrt(h)', () => {
  // Log returns ±0.01 twice and 0.02 once in the first window: rms² = (4 * 1e-4 + 4e-4) / 5.
  const returns = [0.01, -0.01, 0.01, -0.01, 0.02, 0];
  let log = 0;
  const close = Float64Array.of(1, ...returns.map((r) => Math.exp((log += r))));
  const { scale, firstUsable } = computeLabels(close, spec);
  expect(firstUsable).toBe(5);
  expect(Array.from(scale.subarray(0, 5))).toEqual(new Array(5).fill(NaN));
  expect(scale[5]).toBeCloseTo(Math.sqrt(8e-4 / 5) * Math.SQRT2, 12);
  expect(scale[6]).toBeCloseTo(Math.sqrt(7e-4 / 5) * Math.SQRT2, 12);
});

it('has a floor of one hundredth of a percent under the volatility of a flat price', () => {
  const { scale, logReturn } = computeLabels(new Float64Array(10).fill(7), spec);
  expect(scale[9]).toBe(1e-4 * Math.SQRT2);
  expect(logReturn[0]! / scale[0 + 5]!).toBe(0);
});

it('does not depend on where the history starts, not in the last bit', () => {
  const { close } = inventHistory(4, 300).bars;
  const whole = computeRollingVolatility(close, 20);
  const late = computeRollingVolatility(close.subarray(137), 20);
  for (let t = 20; t < late.length; t++) expect(late[t]).toBe(whole[t + 137]);
});
