import { expect, it } from 'vitest';
import type { DirectionCounts } from './direction-counts.ts';
import { matthewsCorrelation } from './matthews-correlation.ts';

const counts = (tp: number, fp: number, tn: number, fn: number): DirectionCounts => ({
  truePositive: tp,
  falsePositive: fp,
  trueNegative: tn,
  falseNegative: fn,
});

it.each([
  // (6·3 - 1·2) / sqrt(7·8·4·5) = 16 / sqrt(1120)
  ['a mixed table', counts(6, 1, 3, 2), 16 / Math.sqrt(1120)],
  ['all right', counts(5, 0, 7, 0), 1],
  ['all wrong', counts(0, 5, 0, 7), -1],
  // 90 % accuracy, and yet nothing told apart.
  ['always up', counts(90, 10, 0, 0), 0],
  ['always down', counts(0, 0, 4, 6), 0],
  ['only ups came', counts(4, 0, 0, 6), 0],
  ['no samples', counts(0, 0, 0, 0), 0],
])('%s', (_, table, expected) => {
  expect(matthewsCorrelation(table)).toBeCloseTo(expected, 14);
});

it('stays exact for counts whose product passes 2^53', () => {
  expect(matthewsCorrelation(counts(1e9, 0, 1e9, 0))).toBeCloseTo(1, 12);
});
