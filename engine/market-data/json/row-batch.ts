import { damagedJson } from './json-errors.ts';
import { parseJsonBytes } from './parse-json-bytes.ts';

/** Longer arrays and objects are no rows. */
export const MAX_ROW_BYTES = 64 * 1024;

/** Rows are parsed together from this many bytes on: one call a row would take three times as long. */
const PARSED_BYTES = 64 * 1024;

const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;

/** Rows of one array of the document that are parsed together: an array with a comma behind each row, as it is filled. */
export class RowBatch {
  /** Whoever scans a row writes it here, from `end` on; a row of MAX_ROW_BYTES fits in at any time. */
  readonly bytes = new Uint8Array(PARSED_BYTES + 2 * MAX_ROW_BYTES);
  /** Where the next row begins. */
  end = 1;
  /** [rows] Where each row begins here, and where it begins in the file. */
  private readonly starts: number[] = [];
  private readonly offsets: number[] = [];
  private readonly label: string;

  constructor(label: string) {
    this.label = label;
    this.bytes[0] = OPEN_ARRAY;
  }

  get count(): number {
    return this.starts.length;
  }

  get isFull(): boolean {
    return this.end >= PARSED_BYTES;
  }

  /** A row was written up to `end`; it begins at `offset` in the file. */
  add(end: number, offset: number): void {
    this.starts.push(this.end);
    this.offsets.push(offset);
    this.bytes[end] = COMMA;
    this.end = end + 1;
  }

  /** The rows, parsed; the batch is empty afterwards. `firstRow` numbers the first one. Errors: import/damaged-json. */
  take(firstRow: number): unknown[] {
    const { starts, offsets, bytes, end } = this;
    bytes[end - 1] = CLOSE_ARRAY;
    try {
      return parseJsonBytes(bytes.subarray(0, end)) as unknown[];
    } catch (cause) {
      // One of them is broken; each by itself tells which.
      for (let i = 0; i < starts.length; i++) {
        try {
          parseJsonBytes(bytes.subarray(starts[i], (starts[i + 1] ?? end) - 1));
        } catch (rowCause) {
          throw damagedJson(
            this.label,
            `row ${firstRow + i}, which begins at byte ${offsets[i]!}, cannot be read`,
            rowCause,
          );
        }
      }
      throw cause;
    } finally {
      starts.length = 0;
      offsets.length = 0;
      this.end = 1;
    }
  }
}
