import type Database from 'better-sqlite3';
import { bytesOf, hashBytes } from '../kernel/hash.ts';
import { decodeColumn, encodeColumn, type ColumnEncoding } from './column-codec.ts';
import { damaged } from './damaged.ts';

/**
 * Columns lie in chunks of up to CHUNK_ROWS values of one column, each kept once under the hash of its bytes: a
 * history that comes again with a few more bars shares all chunks but the last ones with the one before.
 */
export const CHUNK_ROWS = 16_384;

export interface ColumnChunk {
  /** SHA-256 of the name of the encoding, a zero byte, and the encoded bytes. */
  readonly hash: string;
  readonly rows: number;
  readonly encoding: ColumnEncoding;
  readonly bytes: Uint8Array;
}

export type NamedColumns<Name extends string = string> = Readonly<Record<Name, Float64Array>>;

/** The tables that say which chunks a column consists of, and what they call the owner of the column. */
const owners = { snapshot_chunks: 'snapshot_id', series_chunks: 'series_id' } as const;
export type ChunkTable = keyof typeof owners;

/** Cuts a column into encoded chunks; none for an empty one. */
export function splitIntoChunks(column: Float64Array): ColumnChunk[] {
  const chunks: ColumnChunk[] = [];
  for (let start = 0; start < column.length; start += CHUNK_ROWS) {
    const part = column.subarray(start, start + CHUNK_ROWS);
    const { encoding, bytes } = encodeColumn(part);
    chunks.push({ hash: hashChunk(encoding, bytes), rows: part.length, encoding, bytes });
  }
  return chunks;
}

/** The hash under which encoded bytes are kept. */
export function hashChunk(encoding: string, bytes: Uint8Array): string {
  return hashBytes(Buffer.from(`${encoding}\0`), bytes);
}

/** Writes the columns of an owner. To be called in the transaction that writes the owner. */
export function writeColumns(
  write: Database.Database,
  table: ChunkTable,
  ownerId: number,
  columns: NamedColumns,
): void {
  // Bytes that were damaged on the disk are mended by the same chunk that comes again.
  const keep = write.prepare(
    `INSERT INTO column_chunks (hash, rows, encoding, bytes) VALUES (?, ?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET rows = excluded.rows, encoding = excluded.encoding, bytes = excluded.bytes
     WHERE rows <> excluded.rows OR encoding <> excluded.encoding OR bytes <> excluded.bytes`,
  );
  const refer = write.prepare(`INSERT INTO ${table} (${owners[table]}, "column", chunk, hash) VALUES (?, ?, ?, ?)`);
  for (const [name, column] of Object.entries(columns)) {
    splitIntoChunks(column).forEach(({ hash, rows, encoding, bytes }, chunk) => {
      keep.run(hash, rows, encoding, bytes);
      refer.run(ownerId, name, chunk, hash);
    });
  }
}

/**
 * The columns of an owner; one without chunks is empty. `what` names them in the error. Whether the values are those
 * that were written is for the caller to ask, by hashColumns.
 * Errors: store/damaged where a chunk cannot be decoded.
 */
export function readColumns<Name extends string>(
  read: Database.Database,
  table: ChunkTable,
  ownerId: number,
  names: readonly Name[],
  what: string,
): NamedColumns<Name> {
  const select = read.prepare<[number, string], { rows: number; encoding: string; bytes: Uint8Array }>(
    `SELECT rows, encoding, bytes FROM ${table} JOIN column_chunks USING (hash)
     WHERE ${owners[table]} = ? AND "column" = ? ORDER BY chunk`,
  );
  const entries = names.map((name) => {
    const parts = select.all(ownerId, name).map(({ rows, encoding, bytes }) => {
      const values = decodeColumn(encoding, bytes, rows);
      if (!values) throw damaged(`${what} do not have the hash that was stored with them.`);
      return values;
    });
    return [name, concatenate(parts)] as const;
  });
  return Object.fromEntries(entries) as NamedColumns<Name>;
}

/** The last `rows` values of a column, or all where it has fewer; only the chunks that hold them are read. Errors: store/damaged. */
export function readColumnEnd(
  read: Database.Database,
  table: ChunkTable,
  ownerId: number,
  name: string,
  rows: number,
  what: string,
): Float64Array {
  const chunks = read
    .prepare<[number, string], { rows: number; encoding: string; bytes: Uint8Array }>(
      `SELECT rows, encoding, bytes FROM ${table} JOIN column_chunks USING (hash)
       WHERE ${owners[table]} = ? AND "column" = ? ORDER BY chunk DESC`,
    )
    .iterate(ownerId, name);
  const parts: Float64Array[] = [];
  let found = 0;
  for (const chunk of chunks) {
    const values = decodeColumn(chunk.encoding, chunk.bytes, chunk.rows);
    if (!values) throw damaged(`${what} do not have the hash that was stored with them.`);
    parts.unshift(values);
    found += values.length;
    if (found >= rows) break;
  }
  return concatenate(parts).slice(Math.max(0, found - rows));
}

/** Puts parts of one column together. */
export function concatenate(parts: readonly Float64Array[]): Float64Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

/** SHA-256 of the columns, independent of chunks and encodings. */
export function hashColumns(columns: readonly Float64Array[]): string {
  return hashBytes(...columns.map(bytesOf));
}
