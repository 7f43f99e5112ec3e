import { expect, it } from 'vitest';
import { alwaysUp } from './always-up.ts';

it('says up whatever came', () => {
  expect(alwaysUp.predictUp(Float64Array.of(3, 2, 1), 2, 1)).toBe(true);
});
