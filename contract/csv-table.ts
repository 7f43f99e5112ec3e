/** A value of a CSV cell: text that a person or a file gave, a number, or nothing. */
export type CsvValue = string | number | null;

/** One tidy table: a row for each observation, a column for each variable. */
export interface CsvTable {
  /** Part of the file's name, such as "trades". */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

/** What makes spreadsheets take a cell for a formula when it stands first (OWASP, "CSV Injection"). */
const formulaStart = /^[=+\-@\t\r]/;

/**
 * A table as CSV by RFC 4180, in UTF-8 without a byte order mark: commas, CRLF, a header, cells in quotation marks where
 * they must be. Numbers have a decimal point and all their digits; one that is not finite is an empty cell. Text that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
export function writeCsv({ columns, rows }: CsvTable): string {
  return [columns, ...rows].map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
