import { describe, expect, it } from 'vitest';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { computeFeatures } from './compute-features.ts';
import { inventHistory } from './invented-history.test-data.ts';
import { rsiFeature } from './kinds/rsi.ts';

function spec(kind: string, params: Record<string, number> = {}): FeatureSpec {
  return { kind, scaler: 'standard', params, optional: false };
}

describe('computeFeatures', () => {
  const input = inventHistory(1, 400);
  const withSentiment = (change: (value: number, t: number) => number) => ({
    ...input,
    series: { sentiment: input.series!['sentiment']!.map(change) },
  });

  it('is usable from the longest warm-up on', () => {
    const { columns, firstUsable, usableRun } = computeFeatures([spec('return'), spec('rsi', { bars: 5 })], input);
    expect(firstUsable).toBe(rsiFeature.warmupBars({ bars: 5 }, ['value']));
    for (const column of columns) expect(column.slice(firstUsable).every((value) => Number.isFinite(value))).toBe(true);
    expect([usableRun[firstUsable - 1], usableRun[firstUsable], usableRun[399]]).toEqual([0, 1, 400 - firstUsable]);
  });

  it('does not take missing data for a short history', () => {
    const compute = (): unknown => computeFeatures([spec('sentiment')], { bars: input.bars });
    expect(compute).toThrow(expect.objectContaining({ code: 'spec/missing-data' }));
    expect(compute).toThrow('no series "sentiment" any more');
  });

  it('is never usable where a column has no value at all', () => {
    const { firstUsable, usableRun } = computeFeatures(
      [spec('sentiment')],
      withSentiment(() => NaN),
    );
    expect(firstUsable).toBe(400);
    expect(usableRun.every((run) => run === 0)).toBe(true);
  });

  it('counts afresh behind a row that lacks a value, or has one that is not finite', () => {
    const gappy = withSentiment((value, t) => (t < 3 || t === 10 ? NaN : t === 20 ? Infinity : value));
    const { firstUsable, usableRun } = computeFeatures([spec('return'), spec('sentiment')], gappy);
    expect(firstUsable).toBe(3);
    expect(Array.from(usableRun.slice(0, 23))).toEqual([
      0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2,
    ]);
  });
});
