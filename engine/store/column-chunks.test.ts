import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { CHUNK_ROWS, hashColumns, joinChunks, splitIntoChunks } from './column-chunks.ts';

/** Columns with values that no other row or column has, a NaN and a negative zero among them. */
function makeColumns(rows: number, columns: number): Float64Array[] {
  return Array.from({ length: columns }, (_, c) =>
    Float64Array.from({ length: rows }, (_, t) => (t === 1 ? NaN : t === 2 ? -0 : c + t / 8192)),
  );
}

describe('chunks of columns', () => {
  it('hold 0, 1 and CHUNK_ROWS rows and their neighbours', () => {
    const sizes = [0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1, 2 * CHUNK_ROWS + 1];
    const chunked = sizes.map((rows) => splitIntoChunks(makeColumns(rows, 2)).map((chunk) => chunk.rows));
    expect(chunked).toEqual([[], [1], [4095], [4096], [4096, 1], [4096, 4096, 1]]);
  });

  it('lie column after column, little-endian', () => {
    const [chunk] = splitIntoChunks([Float64Array.of(1, 2), Float64Array.of(-2, 0)]);
    // IEEE 754: 1 = 3ff0…, 2 = 4000…, -2 = c000…, 0 = 0000….
    const hex = '000000000000f03f' + '0000000000000040' + '00000000000000c0' + '0000000000000000';
    expect(Buffer.from(chunk!.columns).toString('hex')).toBe(hex);
  });

  it('give the columns back, bit for bit, from bytes at any offset', () => {
    const nearBorder = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: -2, max: 2 }));
    const length = fc.oneof(
      nearBorder.map(([n, offset]) => Math.max(0, n * CHUNK_ROWS + offset)),
      fc.integer({ min: 0, max: 2 * CHUNK_ROWS + 100 }),
    );
    fc.assert(
      fc.property(length, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 7 }), (rows, count, offset) => {
        const columns = makeColumns(rows, count);
        const stored = splitIntoChunks(columns).map(({ rows, columns }) => {
          const bytes = new Uint8Array(columns.length + offset).subarray(offset);
          bytes.set(columns);
          return { rows, columns: bytes };
        });
        // Object.is in every cell: NaN and -0 come back as they were.
        expect(joinChunks(stored, count, hashColumns(columns), 'They')).toStrictEqual(columns);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('have a hash that depends on the values alone, not on where they were cut', () => {
    const columns = makeColumns(CHUNK_ROWS + 3, 3);
    const bytes = columns.map((column) => Buffer.from(column.buffer));
    const expected = createHash('sha256').update(Buffer.concat(bytes)).digest('hex');
    expect(hashColumns(columns)).toBe(expected);
    const chunks = splitIntoChunks(columns);
    const halves = chunks.flatMap(({ rows }, k) => {
      const cut = rows > 1 ? rows >> 1 : 0;
      const start = k * CHUNK_ROWS;
      const parts = [
        columns.map((c) => c.slice(start, start + cut)),
        columns.map((c) => c.slice(start + cut, start + rows)),
      ];
      return parts.flatMap(splitIntoChunks);
    });
    expect(halves.length).toBeGreaterThan(chunks.length);
    expect(joinChunks(halves, 3, expected, 'They')).toStrictEqual(columns);
  });

  it.each([
    ['a bit is flipped', (bytes: Uint8Array) => bytes.map((byte, i) => (i === 77 ? byte ^ 1 : byte))],
    ['the end is missing', (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ['a row is missing', (bytes: Uint8Array) => bytes.subarray(16)],
    ['bytes were added', (bytes: Uint8Array) => Buffer.concat([bytes, bytes.subarray(0, 16)])],
  ])('are refused where %s', (_, damage) => {
    const columns = makeColumns(10, 2);
    const [chunk] = splitIntoChunks(columns);
    const damaged = [{ rows: 10, columns: damage(chunk!.columns) }];
    const join = () => joinChunks(damaged, 2, hashColumns(columns), 'The bars');
    expect(join).toThrow(AppError);
    expect(join).toThrow('The bars do not have the hash that was stored with them.');
  });

  it('are refused where one is missing or two have changed places', () => {
    const columns = makeColumns(2 * CHUNK_ROWS, 2);
    const [first, second] = splitIntoChunks(columns);
    const hash = hashColumns(columns);
    expect(() => joinChunks([first!], 2, hash, 'They')).toThrow(/do not have the hash/);
    expect(() => joinChunks([second!, first!], 2, hash, 'They')).toThrow(/do not have the hash/);
    expect(joinChunks([first!, second!], 2, hash, 'They')).toStrictEqual(columns);
  });
});
