import { expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { simulatePricePath } from './price-path.ts';

const SIGMA = 0.02;
const BARS = 6_000;

it('splits each day as a Brownian motion would', () => {
  const random = createRandom(11);
  const returns = Float64Array.from(
    { length: BARS },
    (_, t) => (t % 2 === 0 ? 1 : -1) * Math.abs(SIGMA * random.normal()),
  );
  const { open, high, low, close } = simulatePricePath(
    { returns, volatility: new Float64Array(BARS).fill(SIGMA) },
    100,
    random,
  );
  let gaps = 0;
  let intraday = 0;
  let crossed = 0;
  let reachUp = 0;
  let reachDown = 0;
  for (let t = 1; t < BARS; t++) {
    const gap = Math.log(open[t]! / close[t - 1]!);
    const move = Math.log(close[t]! / open[t]!);
    gaps += gap ** 2 / BARS;
    intraday += move ** 2 / BARS;
    crossed += (gap * move) / BARS;
    reachUp += Math.log(high[t]! / open[t]!) / BARS;
    reachDown += Math.log(open[t]! / low[t]!) / BARS;
  }
  // A fifth of the variance overnight, the rest in the session, and nothing in one that tells of the other.
  expect(Math.abs(gaps / (0.2 * SIGMA ** 2) - 1)).toBeLessThan(0.08);
  expect(Math.abs(intraday / (0.8 * SIGMA ** 2) - 1)).toBeLessThan(0.08);
  expect(Math.abs(crossed / Math.sqrt(gaps * intraday))).toBeLessThan(0.05);
  // The reflection principle: E max = sqrt(2 v / π) for a Brownian motion of variance v.
  const expected = Math.sqrt((2 * 0.8 * SIGMA ** 2) / Math.PI);
  expect(Math.abs(reachUp / expected - 1)).toBeLessThan(0.04);
  expect(Math.abs(reachDown / expected - 1)).toBeLessThan(0.04);
});

it('moves the start so that the path stays between 5 and 500', () => {
  const volatility = new Float64Array(300).fill(0.001);
  const rising = simulatePricePath({ returns: new Float64Array(300).fill(0.01), volatility }, 100, createRandom(1));
  expect(Math.max(...rising.high)).toBeLessThanOrEqual(500);
  expect(Math.max(...rising.high)).toBeGreaterThan(499);
  const falling = simulatePricePath({ returns: new Float64Array(300).fill(-0.0125), volatility }, 100, createRandom(1));
  expect(Math.min(...falling.low)).toBeGreaterThanOrEqual(5);
  expect(Math.min(...falling.low)).toBeLessThan(5.05);
});
