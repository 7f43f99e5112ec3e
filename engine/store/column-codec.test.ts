import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../kernel/hash.ts';
import { decodeColumn, encodeColumn, MAX_ROWS, type ColumnEncoding } from './column-codec.ts';

/** The column after it was encoded and decoded, byte for byte as hex, and the encoding that was taken. */
function roundTrip(values: Float64Array): { encoding: ColumnEncoding; size: number; same: boolean } {
  const { encoding, bytes } = encodeColumn(values);
  const decoded = decodeColumn(encoding, bytes, values.length);
  const same = decoded !== undefined && Buffer.compare(bytesOf(decoded), bytesOf(values)) === 0;
  return { encoding, size: bytes.length, same };
}

/** A float64 of any bit pattern, all NaNs included. */
const anyBits = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
  .map((words) => new Float64Array(Uint32Array.from(words).buffer)[0]!);
const oddValue = fc.constantFrom(
  ...[0, -0, NaN, Infinity, -Infinity, 5e-324, -2.2250738585072014e-308, Number.MAX_VALUE, 0.1, 0.1 + 0.2, 1 / 3],
  ...[2 ** 52 - 1, 2 ** 52, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 2 ** 53 + 2, 2 ** 51, -(2 ** 52), 2 ** 54, 1e22],
  ...[63, 64, -64, -65, 8191, 8192, 2 ** 27 - 1, 2 ** 27, -(2 ** 27) - 1, 2 ** 31, 2 ** 34, 9007199.254740991],
);
const decimal = fc
  .tuple(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), fc.integer({ min: 0, max: 9 }))
  .map(([n, k]) => n / 10 ** k);

describe('a column', () => {
  it.each([
    ['any bit patterns', anyBits],
    ['any numbers', fc.double()],
    ['decimals', decimal],
    ['odd values', oddValue],
    ['whole numbers', fc.maxSafeInteger()],
    ['all of these', fc.oneof(anyBits, fc.double(), decimal, oddValue, fc.maxSafeInteger())],
  ])('of %s comes back to the last bit', (_, value) => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
        expect(roundTrip(Float64Array.from(values)).same).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('of few different values comes back to the last bit', () => {
    const few = fc.tuple(oddValue, oddValue).chain((pair) => fc.array(fc.constantFrom(...pair), { minLength: 1 }));
    fc.assert(
      fc.property(few, (values) => {
        expect(roundTrip(Float64Array.from(values)).same).toBe(true);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  const column = (rows: number, value: (t: number) => number) =>
    Float64Array.from({ length: rows }, (_, t) => value(t));
  it.each<[string, Float64Array, ColumnEncoding, number]>([
    ['of one value', column(1000, () => 1.23), 'constant', 12],
    ['of minutes', column(10_000, (t) => 1_577_975_400_000 + t * 60_000), 'decimal-deflated', 100],
    ['of prices', column(10_000, (t) => Math.round(1e4 + 500 * Math.sin(t * t)) / 100), 'decimal-deflated', 20_000],
    ['of factors', column(10_000, (t) => (t < 4000 ? 1 / 3 : 1)), 'float64-deflated', 500],
    ['of roots', column(10_000, Math.sqrt), 'float64-deflated', 70_000],
    ['of two constants of nature', Float64Array.of(Math.PI, Math.E), 'float64', 16],
    ['of zeros, one negative', Float64Array.of(...Array<number>(99).fill(0), -0), 'float64-deflated', 40],
    ['of NaN', column(1000, () => NaN), 'float64-deflated', 100],
    ['that is too far apart for exact differences', Float64Array.of(-(2 ** 52), 2 ** 52), 'float64-deflated', 16],
  ])('%s is stored in the least room', (_, values, encoding, most) => {
    const result = roundTrip(values);
    expect(result).toMatchObject({ encoding, same: true });
    expect(result.size).toBeLessThanOrEqual(most);
  });

  it('lies as described: decimals and order, then zig-zag varints of the differences', () => {
    // 1.50, 1.25, 3.00 are 150, 125, 300 hundredths: +150, -25, +175, that is 300, 49, 350 in zig-zag.
    const { encoding, bytes } = encodeColumn(Float64Array.of(1.5, 1.25, 3));
    expect(encoding).toBe('decimal');
    expect([...bytes]).toEqual([0x12, 0xac, 0x02, 0x31, 0xde, 0x02]);
    // The second differences of 1, 2, 3 million are 1 million, 0, 0.
    const regular = encodeColumn(Float64Array.of(1e6, 2e6, 3e6));
    expect([...regular.bytes]).toEqual([0x20, 0x80, 0x89, 0x7a, 0, 0]);
  });

  it('can have MAX_ROWS values and no more, and at least one', () => {
    expect(roundTrip(column(MAX_ROWS, (t) => (t % 2 ? 2 ** 51 : -(2 ** 51)) + t)).same).toBe(true);
    expect(() => encodeColumn(new Float64Array(MAX_ROWS + 1))).toThrow(RangeError);
    expect(() => encodeColumn(new Float64Array(0))).toThrow(RangeError);
  });
});

describe('damaged bytes', () => {
  const encodings = ['constant', 'decimal', 'float64', 'decimal-deflated', 'float64-deflated', 'unknown', ''];

  it('are either no column, or one of the rows that were asked for', () => {
    const rows = fc.oneof(fc.integer({ min: -1, max: 40 }), fc.constantFrom(0.5, NaN, 2 ** 40, MAX_ROWS + 1));
    fc.assert(
      fc.property(fc.constantFrom(...encodings), fc.uint8Array({ maxLength: 300 }), rows, (encoding, bytes, rows) => {
        const decoded = decodeColumn(encoding, bytes, rows);
        expect(decoded === undefined || decoded.length === rows).toBe(true);
      }),
      { seed: 3, numRuns: 5000 },
    );
  });

  it('are told where the end is missing, something follows, or the number of rows is another', () => {
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 2, maxLength: 50 }), fc.nat(), (values, cut) => {
        const { encoding, bytes } = encodeColumn(Float64Array.from(values));
        fc.pre(!encoding.endsWith('-deflated'));
        expect(decodeColumn(encoding, bytes.subarray(0, cut % bytes.length), values.length)).toBeUndefined();
        expect(decodeColumn(encoding, Buffer.concat([bytes, Uint8Array.of(0)]), values.length)).toBeUndefined();
        expect(decodeColumn(encoding, bytes, values.length + 1)).toBeUndefined();
      }),
      { seed: 4 },
    );
  });

  it('do not inflate without end', () => {
    const { bytes } = encodeColumn(new Float64Array(MAX_ROWS).fill(NaN));
    expect(decodeColumn('float64-deflated', bytes, 10)).toBeUndefined();
    expect(decodeColumn('float64-deflated', bytes.subarray(0, -3), MAX_ROWS)).toBeUndefined();
  });
});
