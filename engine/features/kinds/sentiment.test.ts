import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { sentimentFeature } from './sentiment.ts';

it('is the series "sentiment" as it was known, and NaN, not zero, without a value', () => {
  const seriesValue = [NaN, 0.25, 0.25];
  expect(columnsOf(sentimentFeature, { close: [1, 2, 3], seriesValue })['value']).toEqual(seriesValue);
  expect(columnsOf(sentimentFeature, { close: [1, 2] })['value']).toEqual([NaN, NaN]);
  expect(sentimentFeature.needs).toEqual({ series: 'sentiment' });
});
