import { expect, it } from 'vitest';
import { makePrintable, makeTextPrintable } from './make-printable.ts';

it('keeps what the font has, Polish and Cyrillic among it', () => {
  const text = 'ZAŻÓŁĆ GĘŚLĄ JAŹŃ Δσ Газпром −5% “x” € → 1\u00a0000';
  expect(makeTextPrintable(text)).toBe(text);
});

it('writes what it has not as codes, and leaves out what only steers', () => {
  expect(makeTextPrintable('אב.TA')).toBe('[U+05D0][U+05D1].TA');
  expect(makeTextPrintable('日本')).toBe('[U+65E5][U+672C]');
  expect(makeTextPrintable('🚀')).toBe('[U+1F680]');
  expect(makeTextPrintable('A\u202eB\u0000C\u200b')).toBe('ABC');
});

it('reaches every text and key of a document, and copies no column', () => {
  const column = Float64Array.of(1);
  const made = makePrintable({ a: ['א'], b: { ב: column, c: null, d: 1 } });
  expect(made).toEqual({ a: ['[U+05D0]'], b: { '[U+05D1]': column, c: null, d: 1 } });
});
