import { expect, it } from 'vitest';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { describeSentiment, occludeWindow, planOcclusions } from './explain.ts';

const feature = (kind: string, more: Partial<FeatureSpec> = {}): FeatureSpec => ({
  kind,
  scaler: 'none',
  params: {},
  optional: false,
  ...more,
});

it('puts each column where it comes from, and leaves out each part once', () => {
  const { columns, sets, components } = planOcclusions([
    feature('return'),
    feature('sentiment'),
    feature('rsi'),
    feature('series-level', { series: 'vix' }),
    feature('news-flag'),
    feature('series-change', { series: 'sentiment' }),
  ]);
  expect(columns).toHaveLength(6);
  expect(sets).toEqual([[0], [1], [2], [3], [4], [5], [0, 2], [1, 4, 5]]);
  // One series is one column, which is left out already.
  expect(components).toEqual({
    technical: { columns: 2, set: 6 },
    sentiment: { columns: 3, set: 7 },
    external: { columns: 1, set: 3 },
  });
});

it('a model of prices alone has one component, and nothing without it', () => {
  const { sets, components } = planOcclusions([feature('return'), feature('rsi')]);
  expect(sets).toEqual([[0], [1]]);
  expect(components).toEqual({ technical: { columns: 2, set: null }, sentiment: null, external: null });
});

it('puts columns at their usual values, throughout the window', () => {
  const scaler = {
    kind: 'min-max' as const,
    offset: 0,
    factor: 1,
    min: 0,
    max: 9,
    mean: 5,
    fittedOn: { from: 0, to: 1 },
  };
  const windows = occludeWindow(Float32Array.of(1, 2, 3, 4), 2, [scaler, { ...scaler, mean: 7 }], [[1], [0, 1]]);
  expect([...windows]).toEqual([1, 2, 3, 4, 1, 7, 3, 7, 5, 7, 5, 7]);
});

it('says which way sentiment pulls', () => {
  const component = { columns: 1, without: { expectedReturn: 0.01, probabilityUp: 0.52 } };
  expect(describeSentiment(component, 0.02, 0.55)).toMatchObject([{ supports: true, expectedReturnWithout: 0.01 }]);
  expect(describeSentiment(component, 0.005, 0.51)).toMatchObject([{ supports: false }]);
  expect(describeSentiment(component, -0.01, 0.4)).toMatchObject([{ supports: true }]);
  expect(describeSentiment(null, 0.02, 0.55)).toEqual([]);
  expect(describeSentiment({ columns: 1, without: null }, 0.02, 0.55)).toEqual([]);
});
