import type Database from 'better-sqlite3';
import { bytesOf } from '../kernel/hash.ts';
import { concatenate, hashColumns, splitIntoChunks } from './column-chunks.ts';
import { decodeColumn } from './column-codec.ts';

const DAY_MS = 86_400_000;

/**
 * Gives a connection the functions that migrations call; all are deterministic. A column is a blob of float64,
 * little-endian, or NULL where what was stored is no column: what is made of it is NULL or nothing.
 *
 * join_column(columns, rows, position, count)  aggregate: the column at `position` out of blobs that hold `count`
 *                                              columns of `rows` values one after the other
 * column_chunks_of(column)                     table: the chunks of column-chunks.ts
 * hash_columns(column, …)                      as hashColumns does
 * available_next_day(time, available_at)       available_at, with time + 1 day where it was time + 1 ms
 */
export function registerMigrationFunctions(database: Database.Database): void {
  database.aggregate<Float64Array[] | null>('join_column', {
    deterministic: true,
    varargs: true,
    start: () => [],
    step: (parts, ...[columns, rows, position, count]: unknown[]) => {
      const whole = toColumn(columns);
      if (!parts || !whole || whole.length !== Number(rows) * Number(count)) return null;
      parts.push(whole.subarray(Number(rows) * Number(position), Number(rows) * (Number(position) + 1)));
      return parts;
    },
    result: (parts) => parts && toBlob(concatenate(parts)),
  });

  database.table('column_chunks_of', {
    columns: ['chunk', 'hash', 'rows', 'encoding', 'bytes'],
    parameters: ['column_values'],
    *rows(blob: unknown) {
      const column = toColumn(blob);
      if (!column) return;
      const chunks = splitIntoChunks(column);
      // The old bytes are about to be dropped: what replaces them is proven first.
      const decoded = chunks.map(({ encoding, bytes, rows }) => decodeColumn(encoding, bytes, rows));
      const back = concatenate(decoded.filter((part) => part !== undefined));
      if (Buffer.compare(bytesOf(back), bytesOf(column)) !== 0)
        throw new Error('a column did not survive its encoding');
      for (const [chunk, { hash, rows, encoding, bytes }] of chunks.entries()) {
        yield [chunk, hash, rows, encoding, Buffer.from(bytes)];
      }
    },
  });

  database.function('hash_columns', { deterministic: true, varargs: true }, (...blobs: unknown[]) => {
    const columns = blobs.map(toColumn);
    return columns.every((column) => column !== null) ? hashColumns(columns) : null;
  });

  database.function('available_next_day', { deterministic: true }, (time: unknown, availableAt: unknown) => {
    const times = toColumn(time);
    const available = toColumn(availableAt);
    if (times?.length !== available?.length || !times || !available) return null;
    return toBlob(available.map((at, i) => (at === times[i]! + 1 ? times[i]! + DAY_MS : at)));
  });
}

/** A copy, because a blob from SQLite need not be aligned to 8 bytes. */
function toColumn(blob: unknown): Float64Array | null {
  return blob instanceof Uint8Array && blob.length % 8 === 0 ? new Float64Array(new Uint8Array(blob).buffer) : null;
}

function toBlob(column: Float64Array): Buffer {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength);
}
