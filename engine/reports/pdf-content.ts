/** The part of pdfmake's document definition that the reports use; lengths are points (1/72 inch). */

/** [left, top, right, bottom] */
export type Margin = readonly [number, number, number, number];

interface Placement {
  readonly margin?: Margin;
  /** Column width inside `columns`. */
  readonly width?: number | '*' | 'auto';
  /** Keeps the node on one page. */
  readonly unbreakable?: boolean;
  readonly pageBreak?: 'before' | 'after';
  readonly alignment?: 'left' | 'right' | 'center';
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly lineHeight?: number;
}

export interface TextRun {
  readonly text: string;
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
}

export interface TextNode extends Placement {
  readonly text: string | readonly (string | TextRun)[];
  /** The title of a section, which number-headlines.ts numbers; pdfmake does not know it. */
  readonly headline?: true;
  /** What page references and links name. */
  readonly id?: string;
  /** Listed in the outline that viewers show beside the page, by outlineText. */
  readonly outline?: boolean;
  readonly outlineText?: string;
  readonly linkToDestination?: string;
  readonly noWrap?: boolean;
  /** Lets hashes and other words without spaces break anywhere. */
  readonly wordBreak?: 'break-all';
}

/** The number of the page that the text of this id is on. */
export interface PageReferenceNode extends Placement {
  readonly pageReference: string;
}

export interface StackNode extends Placement {
  readonly stack: readonly Content[];
}

export interface ColumnsNode extends Placement {
  readonly columns: readonly Content[];
  readonly columnGap?: number;
}

export interface TableLayout {
  readonly hLineWidth: (line: number) => number;
  readonly vLineWidth: (line: number) => number;
  readonly hLineColor: (line: number) => string;
  readonly vLineColor: (line: number) => string;
  readonly paddingLeft: (column: number) => number;
  readonly paddingRight: (column: number) => number;
  readonly paddingTop: (row: number) => number;
  readonly paddingBottom: (row: number) => number;
  readonly fillColor: (row: number) => string | null;
}

export interface TableNode extends Placement {
  readonly table: {
    readonly widths: readonly (number | '*' | 'auto')[];
    readonly headerRows?: number;
    readonly dontBreakRows?: boolean;
    readonly body: readonly (readonly Content[])[];
  };
  readonly layout: TableLayout;
}

export interface SvgNode extends Placement {
  readonly svg: string;
  readonly width: number;
}

export type Content = TextNode | PageReferenceNode | StackNode | ColumnsNode | TableNode | SvgNode;

export interface ReportDocument {
  readonly pageSize: 'A4';
  readonly pageMargins: Margin;
  readonly language: string;
  readonly displayTitle: boolean;
  readonly info: {
    readonly title: string;
    readonly subject: string;
    readonly creator: string;
    readonly producer: string;
    readonly creationDate: Date;
  };
  readonly defaultStyle: {
    readonly font: string;
    readonly fontSize: number;
    readonly lineHeight: number;
    readonly color: string;
  };
  readonly content: readonly Content[];
  /** Nothing on the first page, which has its own. */
  readonly header: (page: number) => Content | null;
  readonly footer: (page: number, pages: number) => Content;
}
