import { expect, it } from 'vitest';
import { createRandom } from '../kernel/random.ts';
import { followCoverage } from './rolling-coverage.ts';

const index = (n: number, instrument = 0): Int32Array => new Int32Array(n).fill(instrument);
const days = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i);

it('by hand: 225 of 250 held, then one more is missed at each bar', () => {
  const covered = Float64Array.from({ length: 260 }, (_, i) => Number(i >= 25 && i < 250));
  const found = followCoverage(covered, index(260), days(260), 1, 1)!;
  // The 25 misses of the beginning leave the window as those of the end come in.
  expect(found).toMatchObject({ windows: 11, withinShare: 1, lowest: 0.9, highest: 0.9, instruments: 1 });
  expect(found.instrumentsWithin).toBe(1);
  expect(found.curve.at(-1)).toEqual({ time: 259, coverage: 0.9 });
  expect(found.curve[0]).toEqual({ time: 249, coverage: 0.9 });
});

it('counts the border of the tolerance in, and what lies beyond out', () => {
  const held = (count: number) => Float64Array.from({ length: 250 }, (_, i) => Number(i < count));
  const share = (count: number) => followCoverage(held(count), index(250), days(250), 1, 1)!.withinShare;
  // 87 % of 250 are 217.5, 93 % are 232.5.
  expect([217, 218, 232, 233].map(share)).toEqual([0, 1, 1, 0]);
});

it('leaves out instruments with fewer than 250 bars, and says null where none has more', () => {
  expect(followCoverage(new Float64Array(249).fill(1), index(249), days(249), 1, 1)).toBeNull();
  const covered = new Float64Array(349).fill(1);
  const both = Int32Array.from({ length: 349 }, (_, i) => Number(i >= 249));
  const time = Float64Array.from({ length: 349 }, (_, i) => i % 249);
  expect(followCoverage(covered, both, time, 2, 1)).toBeNull();
});

it('takes several trainings of the same bar as one bar', () => {
  const covered = Float64Array.from({ length: 500 }, (_, i) => i % 2);
  const found = followCoverage(
    covered,
    index(500),
    Float64Array.from(covered, (_, i) => i >> 1),
    1,
    1,
  )!;
  expect(found).toMatchObject({ windows: 1, lowest: 0.5, highest: 0.5 });
});

it('knows what a forecaster who is right would have: nearly all of one-bar labels, a part of overlapping ones', () => {
  const random = createRandom(1);
  const covered = Float64Array.from({ length: 6000 }, () => Number(random.uniform() < 0.9));
  const found = followCoverage(covered, index(6000), days(6000), 1, 1)!;
  expect(Math.abs(found.withinShare - found.idealShare)).toBeLessThan(0.1);
  expect(found.idealShare).toBeGreaterThan(0.8);
  expect(followCoverage(covered, index(6000), days(6000), 1, 14)!.idealShare).toBeLessThan(0.6);
  expect(found.curve.length).toBeLessThanOrEqual(120);
});
