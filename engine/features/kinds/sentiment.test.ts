import { expect, it } from 'vitest';
import { cutHistory, inventHistory } from '../invented-history.test-data.ts';
import { sentimentFeature } from './sentiment.ts';

it('is available only where a series was joined, and passes it on as it was known', () => {
  const { bars } = inventHistory(1, 3);
  const sentiment = Float64Array.of(NaN, 0.25, 0.25);
  expect(sentimentFeature.isAvailable({ bars })).toBe(false);
  expect(sentimentFeature.isAvailable({ bars, sentiment })).toBe(true);
  expect(Array.from(sentimentFeature.compute({ bars, sentiment }, {}))).toEqual([NaN, 0.25, 0.25]);
});

it('is NaN, and not zero, without a series', () => {
  const { bars } = cutHistory(inventHistory(1, 10), 0, 2);
  expect(Array.from(sentimentFeature.compute({ bars }, {}))).toEqual([NaN, NaN]);
});
