import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../kernel/hash.ts';
import { CHUNK_ROWS, concatenate, hashChunk, hashColumns, splitIntoChunks } from './column-chunks.ts';
import { decodeColumn, MAX_ROWS } from './column-codec.ts';

/** A column with a NaN and a negative zero in it. */
function makeColumn(rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, t) => (t === 1 ? NaN : t === 2 ? -0 : t / 8192));
}

describe('chunks of a column', () => {
  it('hold 0, 1 and CHUNK_ROWS rows and their neighbours, and no more than can be encoded', () => {
    const sizes = [0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1, 2 * CHUNK_ROWS + 1];
    const chunked = sizes.map((rows) => splitIntoChunks(makeColumn(rows)).map((chunk) => chunk.rows));
    const full = CHUNK_ROWS;
    expect(chunked).toEqual([[], [1], [full - 1], [full], [full, 1], [full, full, 1]]);
    expect(CHUNK_ROWS).toBeLessThanOrEqual(MAX_ROWS);
  });

  it('give the column back, bit for bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * CHUNK_ROWS + 100 }), (rows) => {
        const column = makeColumn(rows);
        const parts = splitIntoChunks(column).map(({ encoding, bytes, rows }) => decodeColumn(encoding, bytes, rows)!);
        expect(Buffer.compare(bytesOf(concatenate(parts)), bytesOf(column))).toBe(0);
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it('have the hash of their encoding and bytes, which the number of rows changes too', () => {
    const [ones] = splitIntoChunks(new Float64Array(5).fill(1));
    const [more] = splitIntoChunks(new Float64Array(6).fill(1));
    const expected = createHash('sha256').update('constant\0').update(ones!.bytes).digest('hex');
    expect(ones).toMatchObject({ encoding: 'constant', hash: expected });
    expect(more!.hash).not.toBe(expected);
    expect(hashChunk('decimal', ones!.bytes)).not.toBe(expected);
  });

  it('of two columns that start alike are the same up to where they differ', () => {
    const column = makeColumn(3 * CHUNK_ROWS);
    const other = column.slice();
    other[2 * CHUNK_ROWS] = 7;
    const [a, b] = [column, other].map((values) => splitIntoChunks(values).map((chunk) => chunk.hash));
    expect(a!.map((hash, i) => hash === b![i])).toEqual([true, true, false]);
  });
});

it('the hash of columns depends on their values alone', () => {
  const columns = [makeColumn(10), makeColumn(3)];
  const bytes = Buffer.concat(columns.map(bytesOf));
  expect(hashColumns(columns)).toBe(createHash('sha256').update(bytes).digest('hex'));
});
