import { parseDecimal } from './parse-number.ts';

const decoder = new TextDecoder();

/**
 * One row of delimited text as slices of a buffer, without blanks and quotes around the fields. One object serves
 * all rows of a file, so nothing of it may be kept: a million rows must not become millions of strings.
 */
export interface RowView {
  /** Number of the line in the file, counted from 1. */
  readonly row: number;
  /** Number of fields. */
  readonly count: number;
  readonly bytes: Uint8Array;
  /** [count] First byte of each field. */
  readonly starts: Int32Array;
  /** [count] Byte behind each field. */
  readonly ends: Int32Array;
}

/** The field as a string. */
export function textOf(view: RowView, field: number): string {
  return decoder.decode(view.bytes.subarray(view.starts[field], view.ends[field]));
}

/** The field as a number; NaN where it is missing or no number. */
export function numberOf(view: RowView, field: number, decimalComma: boolean): number {
  return parseDecimal(view.bytes, view.starts[field]!, view.ends[field]!, decimalComma);
}
