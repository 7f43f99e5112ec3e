import { describe, expect, it } from 'vitest';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { computeFeatures, findFeatureKind } from './compute-features.ts';
import { featureKinds } from './feature-kinds.ts';
import { inventHistory } from './invented-history.test-data.ts';

function spec(kind: string, params: Record<string, number> = {}): FeatureSpec {
  return { kind, scaler: 'standard', params, optional: false };
}

describe('findFeatureKind', () => {
  it('lays the parameters of the spec over the defaults', () => {
    expect(findFeatureKind(spec('macd', { slowBars: 40 })).params).toEqual({ fastBars: 12, slowBars: 40 });
  });

  it('lists the features that exist where the name is unknown', () => {
    const find = (): unknown => findFeatureKind(spec('rsl'));
    expect(find).toThrow(expect.objectContaining({ code: 'spec/unknown-feature' }));
    expect(find).toThrow(
      expect.objectContaining({
        hint: expect.stringContaining('return, volume-change, sentiment, rsi, macd') as string,
      }),
    );
  });

  it.each([
    ['rsi', { bar: 14 }, 'bar = 14; it knows bars'],
    ['rsi', { bars: 2.5 }, 'bars = 2.5'],
    ['rsi', { bars: 0 }, 'bars = 0'],
    ['rsi', { bars: 10_001 }, 'bars = 10001'],
    ['return', { bars: 1 }, 'it knows none'],
    ['rsi', { toString: 3 }, 'toString = 3'],
  ])('refuses %s with %o', (kind, params, message) => {
    const find = (): unknown => findFeatureKind(spec(kind, params));
    expect(find).toThrow(expect.objectContaining({ code: 'spec/unknown-parameter' }));
    expect(find).toThrow(message);
  });
});

describe('computeFeatures', () => {
  const input = inventHistory(1, 400);

  it('is usable from the longest warm-up on', () => {
    const rsi = featureKinds.find(({ kind }) => kind === 'rsi')!;
    const { columns, firstUsable } = computeFeatures([spec('return'), spec('rsi', { bars: 5 })], input);
    expect(firstUsable).toBe(rsi.warmupBars({ bars: 5 }));
    for (const column of columns) expect(column.slice(firstUsable).every((value) => Number.isFinite(value))).toBe(true);
  });

  it('does not take missing data for a short history', () => {
    const compute = (): unknown => computeFeatures([spec('sentiment')], { bars: input.bars });
    expect(compute).toThrow(expect.objectContaining({ code: 'spec/missing-data' }));
    expect(compute).toThrow('"sentiment"');
  });

  it('is never usable where a column has no value at all', () => {
    const silent = { ...input, sentiment: new Float64Array(400).fill(NaN) };
    expect(computeFeatures([spec('sentiment')], silent).firstUsable).toBe(400);
  });
});
