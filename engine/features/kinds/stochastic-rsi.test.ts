import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { stochasticRsiFeature } from './stochastic-rsi.ts';

it('takes what rounding leaves of an RSI that stands still for nothing', () => {
  const moving = Array.from({ length: 60 }, (_, t) => 41.37 + 3 * Math.sin(t));
  const close = [...moving, ...new Array<number>(400).fill(40.01)];
  const { k, d } = columnsOf(stochasticRsiFeature, { close });
  // The RSI stands still from bar 61 on, its window of 14 from bar 74, the average of 3 from bar 76.
  expect(new Set(k!.slice(74))).toEqual(new Set([0]));
  expect(new Set(d!.slice(76))).toEqual(new Set([0]));
  expect(k!.slice(40, 60).some((value) => value > 0)).toBe(true);
});
