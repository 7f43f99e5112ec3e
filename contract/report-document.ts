/**
 * A report as a document that a page can set: the same content as its PDF, in the same order, without pages. Lengths are
 * points (1/72 inch); colours are those of paper.
 */
export interface ShownDocument {
  readonly language: string;
  readonly title: string;
  /** What every page of the PDF says at its foot. */
  readonly footer: string;
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly color: string;
  /** Width of the text. */
  readonly width: number;
  readonly content: readonly ShownContent[];
}

/** How a part is placed and its text set; what is missing is as around it. */
export interface ShownLook {
  /** [left, top, right, bottom] */
  readonly margin?: readonly [number, number, number, number] | undefined;
  /** Inside of columns; '*' shares what is left. */
  readonly width?: number | '*' | 'auto' | undefined;
  readonly alignment?: 'left' | 'right' | 'center' | undefined;
  readonly fontSize?: number | undefined;
  readonly bold?: boolean | undefined;
  readonly color?: string | undefined;
  readonly lineHeight?: number | undefined;
}

export interface ShownRun {
  readonly text: string;
  readonly fontSize?: number | undefined;
  readonly bold?: boolean | undefined;
  readonly color?: string | undefined;
}

export interface ShownText extends ShownLook {
  readonly kind: 'text';
  readonly runs: readonly ShownRun[];
  /** The title of a section. */
  readonly isHeadline: boolean;
  /** What links name. */
  readonly id: string | null;
  readonly linkTo: string | null;
  /** Words without spaces may break anywhere. */
  readonly breaksAnywhere: boolean;
}

export interface ShownStack extends ShownLook {
  readonly kind: 'stack';
  readonly parts: readonly ShownContent[];
}

export interface ShownColumns extends ShownLook {
  readonly kind: 'columns';
  readonly parts: readonly ShownContent[];
  readonly gap: number;
}

export interface ShownRule {
  readonly width: number;
  readonly color: string;
}

export interface ShownTable extends ShownLook {
  readonly kind: 'table';
  readonly widths: readonly (number | '*' | 'auto')[];
  readonly headerRows: number;
  readonly rows: readonly (readonly ShownContent[])[];
  /** Above the first row, below it, and so on: one more than rows. */
  readonly horizontal: readonly ShownRule[];
  /** One more than columns. */
  readonly vertical: readonly ShownRule[];
  /** [left, right] of each column, [top, bottom] of each row. */
  readonly columnPadding: readonly (readonly [number, number])[];
  readonly rowPadding: readonly (readonly [number, number])[];
  /** Of each row; null for none. */
  readonly fills: readonly (string | null)[];
}

/** A chart, as an SVG document. */
export interface ShownFigure extends ShownLook {
  readonly kind: 'figure';
  readonly svg: string;
  readonly drawnWidth: number;
}

export type ShownContent = ShownText | ShownStack | ShownColumns | ShownTable | ShownFigure;
