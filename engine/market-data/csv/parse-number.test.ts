import { describe, expect, it } from 'vitest';
import { isMissing, parseNumber } from './parse-number.ts';

describe('parseNumber', () => {
  it.each([
    ['12.5', false, 12.5],
    [' 12.5 \r', false, 12.5],
    ['1e3', false, 1000],
    ['0', false, 0],
    ['-3', false, -3],
    ['12,5', true, 12.5],
    ['12.5', true, 12.5],
  ])('reads %j (decimal comma: %s) as %d', (text, decimalComma, value) => {
    expect(parseNumber(text, decimalComma)).toBe(value);
  });

  it.each([
    ['', false],
    ['  ', false],
    ['null', false],
    ['12,5', false],
    ['1,234.5', true],
    ['1,234,5', true],
    ['Infinity', false],
    ['12abc', false],
  ])('takes %j (decimal comma: %s) for no number', (text, decimalComma) => {
    expect(parseNumber(text, decimalComma)).toBeNaN();
  });
});

describe('isMissing', () => {
  it('knows how providers write "no value"', () => {
    for (const text of ['', ' \r', 'null', 'NaN', 'N/A', 'None', '-']) expect(isMissing(text), text).toBe(true);
    for (const text of ['0', '-1', 'abc']) expect(isMissing(text), text).toBe(false);
  });
});
