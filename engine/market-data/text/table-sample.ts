import type { Delimiter } from './split-fields.ts';

/** The head of a text table: what a format is recognised by, before any row is read for good. */
export interface TableSample {
  /** Name of the innermost file, and how messages name it. */
  readonly fileName: string;
  readonly label: string;
  /** Path of the outermost file on disk. */
  readonly path: string;
  readonly delimiter: Delimiter;
  readonly decimalComma: boolean;
  /** Lines above the header, or above the first row where there is none. */
  readonly banner: readonly string[];
  /** Column names, or null where the first line is data already. */
  readonly header: readonly string[] | null;
  /** Number of fields in the header, or in the first row. */
  readonly width: number;
  /** The first rows of data, split into fields. */
  readonly rows: readonly (readonly string[])[];
}
