import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMissing, parseDecimal, parseNumber } from './parse-number.ts';

const encoder = new TextEncoder();

/** Reads the text from within a buffer, as a row is read. */
function read(text: string, decimalComma = false): number {
  const bytes = encoder.encode(`7-${text}-7`);
  return parseDecimal(bytes, 2, bytes.length - 2, decimalComma);
}

describe('parseDecimal', () => {
  it('reads whatever is printed as Number does, to the last bit', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.maxSafeInteger(),
      fc.integer(),
    );
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 30 }), fc.boolean(), (number, decimals, isPlain) => {
        const text = isPlain ? String(number) : number.toFixed(decimals);
        expect(read(text)).toBe(Number(text));
        expect(read(text.replace('.', ','), true)).toBe(Number(text));
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  it('reads any digits as Number does', () => {
    const digits = fc.stringMatching(/^\d{0,20}$/);
    fc.assert(
      fc.property(
        fc.constantFrom('', '-', '+'),
        digits,
        fc.constantFrom('', '.'),
        digits,
        (sign, whole, point, rest) => {
          const text = `${sign}${whole}${point}${rest}`;
          expect(read(text)).toBe(/\d/.test(text) ? Number(text) : NaN);
        },
      ),
      { seed: 2, numRuns: 5000 },
    );
  });

  it.each(['', '-', '+', '.', '-.', '1.2.3', '--1', '1-', '0x10', 'Infinity', 'abc', '1e', '2020-01-02'])(
    '“%s” is no number',
    (text) => {
      expect(read(text)).toBeNaN();
    },
  );

  it('leaves everything else to parseNumber', () => {
    expect(read('1,234.5')).toBe(1234.5);
    expect(read('1.5M')).toBe(1_500_000);
    expect(read('1.234.567,5', true)).toBe(1_234_567.5);
  });
});

describe('parseNumber', () => {
  it.each<[string, number]>([
    ['1,234', 1234],
    ['-1,234,567.25', -1_234_567.25],
    ['1 234.5', 1234.5],
    ['1\u00a0234', 1234],
    ['1\u202f234', 1234],
    ["1'234", 1234],
    ['$12.50', 12.5],
    ['€ 3', 3],
    ['1.5%', 1.5],
    ['12.5 zł', 12.5],
    ['(12.5)', -12.5],
    ['($1,200)', -1200],
    ['1.2K', 1200],
    ['3.25m', 3_250_000],
    ['-2B', -2e9],
    ['1e3', 1000],
    ['2.5E-3', 0.0025],
    ['.5', 0.5],
    ['5.', 5],
  ])('reads %s', (text, value) => {
    expect(parseNumber(text, false)).toBe(value);
  });

  it.each<[string, number]>([
    ['1,5', 1.5],
    ['1234,5', 1234.5],
    ['1.234,5', 1234.5],
    ['1.234.567', 1_234_567],
    ['1 200', 1200],
    ['12.5', 12.5],
    ['1,2M', 1_200_000],
    ['(0,5)', -0.5],
  ])('reads %s with decimal commas', (text, value) => {
    expect(parseNumber(text, true)).toBe(value);
  });

  // A comma that may be either sign, and what no price file means.
  it.each([
    '',
    ' ',
    '()',
    '-',
    'K',
    '12,34',
    '1,2345',
    '1,234,5',
    '1,23,456',
    'Infinity',
    'NaN',
    '0x1f',
    '1e999',
    '5 apples',
    '--1',
  ])('“%s” is no number', (text) => {
    expect(parseNumber(text, false)).toBeNaN();
  });

  it('ends in a number or NaN whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[-+()$€., \dkmbKMBeE%]{0,8}$/)),
        fc.boolean(),
        (text, decimalComma) => {
          const value = parseNumber(text, decimalComma);
          expect(Number.isFinite(value) || Number.isNaN(value)).toBe(true);
        },
      ),
      { seed: 3, numRuns: 3000 },
    );
  });
});

describe('isMissing', () => {
  it.each(['', ' ', 'null', 'NaN', 'None', 'N/A', '-', '.', '#N/A'])('“%s” is', (text) => {
    expect(isMissing(text)).toBe(true);
  });

  it.each(['0', 'x', '--', '1'])('“%s” is not', (text) => {
    expect(isMissing(text)).toBe(false);
  });
});
