import { expect, it } from 'vitest';
import { exposure } from './exposure.ts';

it('counts closes with a position, long or short, over all instruments', () => {
  // 2 of 3 and 1 of 2
  expect(exposure([Float64Array.of(0, 5, 5), Float64Array.of(-0.1, 0)])).toBe(0.6);
});
