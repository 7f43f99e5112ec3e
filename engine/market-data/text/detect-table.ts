import { AppError } from '#contract/errors.ts';
import { parseNumber } from './parse-number.ts';
import { detectNewline, type ScanLayout } from './scan-rows.ts';
import { usesDecimalComma } from './decimal-sign.ts';
import { detectDelimiter, splitFields, type Delimiter } from './split-fields.ts';
import type { TableSample } from './table-sample.ts';

/** How much of a text its table is recognised by. */
export const SAMPLE_BYTES = 64 * 1024;

const SAMPLE_ROWS = 500;
const BANNER_LINES = 20;

export interface DetectedTable {
  readonly sample: TableSample;
  readonly layout: ScanLayout;
}

/**
 * Finds the table in the first bytes of a UTF-8 text (with or without byte order mark): delimiter, decimal sign,
 * banner lines, header, first rows. Errors: import/binary-file, import/no-table.
 */
export function detectTable(
  head: Uint8Array,
  source: { readonly name: string; readonly label: string; readonly path: string },
): DetectedTable {
  const { label } = source;
  // Text has no NUL; images, spreadsheets and databases have one early on.
  if (head.includes(0)) throw binaryFile(label);
  const newline = detectNewline(head);
  const text = decodeText(head);
  const lines = text.split(newline === 0x0a ? '\n' : '\r').map((line) => line.replace(/\r$/, ''));
  // The last line of a full sample may be cut.
  if (head.length >= SAMPLE_BYTES && lines.length > 1) lines.pop();
  const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ line, index }]));
  if (filled.length === 0) throw noTable(label, 'nothing but blank lines');

  const delimiter = findDelimiter(filled.map(({ line }) => line));
  const width = usualWidth(
    filled.map(({ line }) => line),
    delimiter,
  );
  if (width < 2) throw noTable(label, `the line “${filled[0]!.line.slice(0, 80)}”`);
  const firstAt = filled.findIndex(({ line }, i) => i < BANNER_LINES && isWide(line, delimiter, width));
  const first = filled[Math.max(0, firstAt)]!;
  const firstFields = trimmed(splitFields(first.line, delimiter) ?? []);
  const isHeader = !looksLikeData(firstFields);
  const body = filled.slice(filled.indexOf(first) + (isHeader ? 1 : 0), SAMPLE_ROWS);
  const rows = body.map(({ line }) => trimmed(splitFields(line, delimiter) ?? []));
  return {
    sample: {
      fileName: source.name,
      label,
      path: source.path,
      delimiter,
      decimalComma: delimiter !== ',' && usesDecimalComma(rows, isHeader ? firstFields : [], delimiter),
      banner: lines.slice(0, first.index).filter((line) => line.trim() !== ''),
      header: isHeader ? firstFields : null,
      width: firstFields.length,
      rows,
    },
    layout: { delimiter, newline, skippedLines: first.index + (isHeader ? 1 : 0), label },
  };
}

/** Headers of Polish spreadsheets come in Windows-1250; digits are the same in all of these encodings. */
function decodeText(bytes: Uint8Array): string {
  try {
    // `stream` forgives a letter that the sample cuts in two.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1250').decode(bytes);
    throw error;
  }
}

/** Decided by the widest of the first lines: a banner has few delimiters, whichever they are. */
function findDelimiter(lines: readonly string[]): Delimiter {
  const counts = new Map<Delimiter, number>();
  for (const line of lines.slice(0, BANNER_LINES + 10)) {
    const delimiter = detectDelimiter(line);
    if (line.includes(delimiter)) counts.set(delimiter, (counts.get(delimiter) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}

function usualWidth(lines: readonly string[], delimiter: Delimiter): number {
  const counts = new Map<number, number>();
  for (const line of lines.slice(0, SAMPLE_ROWS)) {
    const width = splitFields(line, delimiter)?.length ?? 0;
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** A header may lack the empty field that a trailing delimiter gives each row, or have it where they lack it. */
function isWide(line: string, delimiter: Delimiter, width: number): boolean {
  return Math.abs((splitFields(line, delimiter)?.length ?? 0) - width) <= 1;
}

/** A line of names has no field that starts with a digit and reads as a number or a date. */
function looksLikeData(fields: readonly string[]): boolean {
  const numbers = fields.filter((field) => !Number.isNaN(parseNumber(field, true)) || /^\d{1,4}[-/.]\d/.test(field));
  return numbers.length >= Math.max(1, Math.floor(fields.length / 2));
}

function trimmed(fields: readonly string[]): string[] {
  return fields.map((field) => field.trim());
}

function binaryFile(label: string): AppError {
  return new AppError(
    'import/binary-file',
    `${label} was expected to be text, but its content is binary.`,
    'Export the prices as CSV (a spreadsheet file cannot be read directly) and import that file.',
  );
}

function noTable(label: string, found: string): AppError {
  return new AppError(
    'import/no-table',
    `${label} was expected to be a table of prices with one row a line; found: ${found}.`,
    'Export the prices as CSV with a header line, and import that file.',
  );
}
