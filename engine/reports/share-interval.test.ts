import { expect, it } from 'vitest';
import { shareInterval } from './share-interval.ts';

// Table I of Newcombe 1998, Statistics in Medicine 17, 857-872, method 3.
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('is the published one of %i of %i', (hits, count, low, high) => {
  const found = shareInterval(hits, count);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});
