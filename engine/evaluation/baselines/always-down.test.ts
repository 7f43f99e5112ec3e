import { expect, it } from 'vitest';
import { alwaysDown } from './always-down.ts';

it('says down whatever came', () => {
  expect(alwaysDown.predictUp(Float64Array.of(1, 2, 3), 2, 1)).toBe(false);
});
