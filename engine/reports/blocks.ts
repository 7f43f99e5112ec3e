import type { Content, Margin, TableLayout, TextNode } from './pdf-content.ts';
import { colours } from './style.ts';

/** The few building blocks that all sections are set from. */

const tight: Margin = [0, 0, 0, 3];

/**
 * Words from outside, such as a symbol or the reason of a refused row, may be longer than a line. pdfmake
 * would widen the column for them, off the page; a text with such a word breaks anywhere instead.
 */
export function breakable(text: string): Pick<TextNode, 'text' | 'wordBreak'> {
  return text.split(/\s/).some((word) => word.length > longestWord) ? { text, wordBreak: 'break-all' } : { text };
}

/** As long as the longest words that the texts use ("prawdopodobieństwa"), and shorter than any column. */
const longestWord = 18;

/** Title of a section with a rule below it; the report numbers it, and lists it in the contents and the outline. */
export function heading(text: string): Content {
  return {
    table: { widths: ['*'], body: [[{ text, headline: true, fontSize: 12, bold: true, color: colours.accent }]] },
    layout: {
      ...plainLayout,
      hLineWidth: (line) => (line === 1 ? 0.75 : 0),
      paddingBottom: () => 2,
    },
    margin: [0, 10, 0, 6],
  };
}

/** Title of a part of a section. */
export function subheading(text: string): Content {
  return { text, bold: true, fontSize: 9, margin: [0, 4, 0, 3] };
}

export function paragraph(text: string): Content {
  return { ...breakable(text), margin: [0, 0, 0, 4] };
}

/** Small print. */
export function note(text: string): Content {
  return { text, fontSize: 7.5, color: colours.muted, margin: [0, 1, 0, 4] };
}

/** Sentences one below the other, each with a mark of its own. */
export function bullets(sentences: readonly string[]): Content {
  return {
    stack: sentences.map((text) => ({
      columns: [
        { text: '\u2022', width: 8, color: colours.accent },
        { ...breakable(text), width: '*' },
      ],
      // Columns inherit the gap of columns around them.
      columnGap: 0,
      margin: tight,
    })),
  };
}

/** Content on a tinted ground with a bar of colour at its left. */
export function panel(content: readonly Content[], bar: string, fill: string): Content {
  return {
    table: { widths: ['*'], body: [[{ stack: content }]] },
    layout: {
      ...plainLayout,
      vLineWidth: (line) => (line === 0 ? 3 : 0),
      vLineColor: () => bar,
      paddingLeft: () => 10,
      paddingRight: () => 10,
      paddingTop: () => 7,
      paddingBottom: () => 6,
      fillColor: () => fill,
    },
    margin: [1.5, 4, 0, 8],
  };
}

/** A column of a table; its width in points, so that no long word can push the table off the page. */
export interface Column {
  readonly title: string;
  readonly width: number | '*';
  readonly alignment: 'left' | 'right';
}

/** Rows under a header, with hairlines between them; `strongRow` is set in semi-bold. */
export function dataTable(columns: readonly Column[], rows: readonly (readonly string[])[], strongRow = -1): Content {
  const cell = (text: string, column: number, more: Partial<TextNode>): Content => ({
    ...breakable(text),
    alignment: columns[column]?.alignment ?? 'left',
    fontSize: 8.5,
    ...more,
  });
  return {
    table: {
      widths: columns.map((column) => column.width),
      headerRows: 1,
      dontBreakRows: true,
      body: [
        columns.map((column, i) => cell(column.title, i, { fontSize: 7.5, color: colours.muted })),
        ...rows.map((row, r) => row.map((text, i) => cell(text, i, { bold: r === strongRow }))),
      ],
    },
    layout: {
      ...plainLayout,
      hLineWidth: (line) => (line === 0 ? 0 : line === 1 ? 0.75 : 0.4),
      paddingLeft: (column) => (column === 0 ? 0 : 4),
      paddingRight: (column) => (column === columns.length - 1 ? 0 : 4),
      paddingTop: () => 2.2,
      paddingBottom: () => 2,
    },
    margin: [0, 0, 0, 5],
  };
}

/** Names at the left, what they stand for at the right. Values may hold words of any length. */
export function definitions(pairs: readonly (readonly [string, string])[], nameWidth: number): Content {
  return {
    table: {
      widths: [nameWidth, '*'],
      body: pairs.map(([name, value]) => [
        { ...breakable(name), color: colours.muted, fontSize: 8.5 },
        { ...breakable(value), fontSize: 8.5 },
      ]),
    },
    layout: { ...plainLayout, paddingTop: () => 1.2, paddingBottom: () => 1.2, paddingRight: () => 6 },
    margin: [0, 0, 0, 5],
  };
}

/** A chart that is as wide as it was drawn. */
export function figure(svg: string, width: number): Content {
  return { svg, width, margin: [0, 0, 0, 2] };
}

/** Heading and first content never part at the foot of a page. */
export function together(content: readonly Content[]): Content {
  return { stack: content, unbreakable: true };
}

const plainLayout: TableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  hLineColor: () => colours.rule,
  vLineColor: () => colours.rule,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
  fillColor: () => null,
};
