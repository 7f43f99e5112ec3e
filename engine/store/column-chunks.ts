import { AppError } from '#contract/errors.ts';
import { hashBytes, bytesOf } from '../kernel/hash.ts';

/**
 * Bulk columns (bars, series) as blobs: a chunk holds up to CHUNK_ROWS rows of float64 columns, column
 * after column, little-endian. A million bars then write in a tenth of a second and read in less.
 */
export const CHUNK_ROWS = 4096;

export interface ColumnChunk {
  readonly rows: number;
  readonly columns: Uint8Array;
}

/** Cuts columns of one length into chunks. */
export function splitIntoChunks(columns: readonly Float64Array[]): ColumnChunk[] {
  const rows = columns[0]?.length ?? 0;
  const chunks: ColumnChunk[] = [];
  for (let start = 0; start < rows; start += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - start);
    const packed = new Float64Array(count * columns.length);
    columns.forEach((column, c) => {
      packed.set(column.subarray(start, start + count), c * count);
    });
    chunks.push({ rows: count, columns: bytesOf(packed) });
  }
  return chunks;
}

/**
 * The inverse of splitIntoChunks; `contentHash` is the hashColumns of what was split, `what` names it in the error.
 * Errors: store/damaged where the chunks do not hold those columns any more.
 */
export function joinChunks(
  chunks: readonly ColumnChunk[],
  columnCount: number,
  contentHash: string,
  what: string,
): Float64Array[] {
  const whole = chunks.every((chunk) => chunk.columns.byteLength === chunk.rows * columnCount * 8);
  const columns = whole ? concatenate(chunks, columnCount) : [];
  if (hashColumns(columns) === contentHash) return columns;
  throw new AppError(
    'store/damaged',
    `${what} do not have the hash that was stored with them.`,
    'Restore your last copy of the workspace, or start with an empty --workspace and import again.',
  );
}

function concatenate(chunks: readonly ColumnChunk[], columnCount: number): Float64Array[] {
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  const columns = Array.from({ length: columnCount }, () => new Float64Array(rows));
  let start = 0;
  for (const chunk of chunks) {
    // A blob from SQLite need not be aligned to 8 bytes, so it is copied into a buffer that is.
    const packed = new Float64Array(chunk.columns.slice().buffer);
    columns.forEach((column, c) => {
      column.set(packed.subarray(c * chunk.rows, (c + 1) * chunk.rows), start);
    });
    start += chunk.rows;
  }
  return columns;
}

/** SHA-256 of the columns, independent of the chunking. */
export function hashColumns(columns: readonly Float64Array[]): string {
  return hashBytes(...columns.map(bytesOf));
}
