import { AppError } from '#contract/errors.ts';
import type { RowView } from './row-view.ts';
import { splitFields, type Delimiter } from './split-fields.ts';

/** No row of prices is as long as this; what is, is no text table. */
export const MAX_LINE_BYTES = 64 * 1024;

const MAX_FIELDS = 1024;
const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const BLANK = 0x20;

export interface ScanLayout {
  readonly delimiter: Delimiter;
  /** LF, or CR in files of old spreadsheets. */
  readonly newline: number;
  /** Lines before the first row of data: banner and header. */
  readonly skippedLines: number;
  /** Named in errors. */
  readonly label: string;
}

/** Takes chunks of text and hands on one row after another; blank lines are passed over but counted. */
export interface RowScanner {
  push(chunk: Uint8Array): void;
  /** The last line need not end with a newline. */
  end(): void;
}

/**
 * Scans delimited text. `onRow` gets a view that is valid during the call only; `onBroken` gets the lines that
 * cannot be split, with the reason. Errors: import/line-too-long.
 */
export function createRowScanner(
  { delimiter, newline, skippedLines, label }: ScanLayout,
  onRow: (view: RowView) => void,
  onBroken: (row: number, reason: string) => void,
): RowScanner {
  const separator = delimiter.charCodeAt(0);
  const starts = new Int32Array(MAX_FIELDS);
  const ends = new Int32Array(MAX_FIELDS);
  const view = { row: 0, count: 0, bytes: new Uint8Array() as Uint8Array, starts, ends };
  let carried: Uint8Array = new Uint8Array();
  let line = 0;

  function takeLine(bytes: Uint8Array, start: number, end: number, hasQuote: boolean): void {
    line++;
    if (line <= skippedLines) return;
    let last = end;
    while (last > start && bytes[last - 1]! <= BLANK && bytes[last - 1] !== separator) last--;
    if (last === start) return;
    view.row = line;
    if (hasQuote) {
      takeQuoted(bytes.subarray(start, last));
      return;
    }
    view.bytes = bytes;
    let count = 0;
    let field = start;
    for (let at = start; at <= last; at++) {
      if (at !== last && bytes[at] !== separator) continue;
      if (count === MAX_FIELDS) {
        onBroken(line, `the row has more than ${MAX_FIELDS} fields`);
        return;
      }
      let from = field;
      let to = at;
      while (from < to && bytes[from]! <= BLANK) from++;
      while (to > from && bytes[to - 1]! <= BLANK) to--;
      starts[count] = from;
      ends[count] = to;
      count++;
      field = at + 1;
    }
    view.count = count;
    onRow(view);
  }

  function takeQuoted(bytes: Uint8Array): void {
    const fields = splitFields(new TextDecoder().decode(bytes), delimiter);
    if (fields === null || fields.length > MAX_FIELDS) {
      onBroken(line, fields === null ? 'a quotation mark is left open' : `the row has more than ${MAX_FIELDS} fields`);
      return;
    }
    const encoder = new TextEncoder();
    const parts = fields.map((field) => encoder.encode(field.trim()));
    const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    parts.forEach((part, i) => {
      joined.set(part, at);
      starts[i] = at;
      at += part.length;
      ends[i] = at;
    });
    view.bytes = joined;
    view.count = fields.length;
    onRow(view);
  }

  return {
    push(chunk) {
      const bytes = carried.length === 0 ? chunk : join(carried, chunk);
      let start = 0;
      let hasQuote = false;
      const { length } = bytes;
      for (let at = 0; at < length; at++) {
        const byte = bytes[at]!;
        if (byte === QUOTE) hasQuote = true;
        if (byte !== newline) continue;
        takeLine(bytes, start, at, hasQuote);
        start = at + 1;
        hasQuote = false;
      }
      // A copy: the next chunk must not find the buffer of this one used again.
      carried = bytes.slice(start);
      if (carried.length > MAX_LINE_BYTES) {
        throw new AppError(
          'import/line-too-long',
          `Line ${line + 1} of ${label} is longer than ${MAX_LINE_BYTES / 1024} KiB; a row of prices takes about 60 bytes.`,
          'Open the file in an editor: it is damaged, or no table with one row a line.',
        );
      }
    },
    end() {
      if (carried.length > 0) takeLine(carried, 0, carried.length, carried.includes(QUOTE));
      carried = new Uint8Array();
    },
  };
}

function join(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const joined = new Uint8Array(head.length + tail.length);
  joined.set(head);
  joined.set(tail, head.length);
  return joined;
}

/** The byte that ends a line of this text. */
export function detectNewline(sample: Uint8Array): number {
  return sample.includes(LF) || !sample.includes(CR) ? LF : CR;
}
