import { expect, it } from 'vitest';
import { cutAfter } from './cut-after.ts';
import { cutHistory, FIRST_DAY, DAY_MS, inventHistory } from './invented-history.test-data.ts';

const day = (n: number): number => FIRST_DAY + n * DAY_MS;

it('keeps the bars up to a time and the outcomes of the last of them, in every column', () => {
  const history = inventHistory(1, [0, 1, 4, 5, 9, 12, 13]);
  expect(cutAfter(history, day(5), 2)).toEqual(cutHistory(history, 0, 6));
  expect(cutAfter(history, day(8), 1)).toEqual(cutHistory(history, 0, 5));
  expect(cutAfter({ bars: history.bars }, day(0), 0)).toEqual({ bars: cutHistory(history, 0, 1).bars });
});

it('gives a history that ends earlier back as it is', () => {
  const history = inventHistory(1, 7);
  expect(cutAfter(history, day(5), 1)).toBe(history);
  expect(cutAfter(history, day(99), 3)).toBe(history);
});
