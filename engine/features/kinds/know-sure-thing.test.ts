import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { knowSureThingFeature } from './know-sure-thing.ts';

it('on steady growth is the weighted sum of the four rates', () => {
  const close = Array.from({ length: 60 }, (_, t) => 50 * 1.01 ** t);
  const rate = (bars: number): number => 100 * (1.01 ** bars - 1);
  const line = valuesOf(knowSureThingFeature, close);
  expect(line[43]).toBeNaN();
  for (const value of line.slice(44)) {
    expect(value).toBeCloseTo(rate(10) + 2 * rate(15) + 3 * rate(20) + 4 * rate(30), 9);
  }
});
