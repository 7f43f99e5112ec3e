import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { upShareFeature } from './up-share.ts';

it('is the share of rising closes, an unchanged one counting half', () => {
  expect(valuesOf(upShareFeature, [1, 2, 2, 1, 2, 3], { bars: 2 })).toEqual([NaN, NaN, 0.75, 0.25, 0.5, 1]);
});
