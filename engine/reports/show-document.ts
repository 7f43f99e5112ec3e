import type { ShownContent, ShownDocument, ShownLook, ShownRun } from '#contract/report-document.ts';
import type { Content, ReportDocument, TableNode, TextNode } from './pdf-content.ts';
import { fontFamily, page } from './style.ts';

/** The document of a PDF for a page of the app: what depends on pages is left out, what is a function is called. */
export function showDocument(document: ReportDocument): ShownDocument {
  const { fontSize, lineHeight, color } = document.defaultStyle;
  return {
    language: document.language,
    title: document.info.title,
    footer: document.info.subject,
    fontSize,
    lineHeight,
    color,
    width: page.textWidth,
    content: document.content.map(show),
  };
}

function show(node: Content): ShownContent {
  const look = lookOf(node);
  if ('stack' in node) return { kind: 'stack', ...look, parts: node.stack.map(show) };
  if ('columns' in node) return { kind: 'columns', ...look, parts: node.columns.map(show), gap: node.columnGap ?? 0 };
  if ('table' in node) return showTable(node, look);
  if ('svg' in node) return { kind: 'figure', ...look, svg: giveFallback(node.svg), drawnWidth: node.width };
  // Without pages there is no number of one.
  if ('pageReference' in node) return showText({ text: '' }, look);
  return showText(node, look);
}

/** A picture in a page has the fonts of the system alone, so it says which kind stands in for the report's. */
function giveFallback(svg: string): string {
  return svg.replaceAll(`font-family:${fontFamily}`, `font-family:${fontFamily},sans-serif`);
}

function lookOf({ margin, width, alignment, fontSize, bold, color, lineHeight }: Content & ShownLook): ShownLook {
  return { margin, width, alignment, fontSize, bold, color, lineHeight };
}

function showText(node: TextNode, look: ShownLook): ShownContent {
  const parts = typeof node.text === 'string' ? [node.text] : node.text;
  return {
    kind: 'text',
    ...look,
    runs: parts.map((part): ShownRun => (typeof part === 'string' ? { text: part } : { ...part })),
    isHeadline: node.headline === true,
    id: node.id ?? null,
    linkTo: node.linkToDestination ?? null,
    breaksAnywhere: node.wordBreak === 'break-all',
  };
}

function showTable({ table, layout }: TableNode, look: ShownLook): ShownContent {
  const { widths, headerRows = 0, body } = table;
  return {
    kind: 'table',
    ...look,
    widths,
    headerRows,
    rows: body.map((row) => row.map(show)),
    horizontal: Array.from({ length: body.length + 1 }, (_, i) => ({
      width: layout.hLineWidth(i),
      color: layout.hLineColor(i),
    })),
    vertical: Array.from({ length: widths.length + 1 }, (_, i) => ({
      width: layout.vLineWidth(i),
      color: layout.vLineColor(i),
    })),
    columnPadding: widths.map((_, i) => [layout.paddingLeft(i), layout.paddingRight(i)] as const),
    rowPadding: body.map((_, i) => [layout.paddingTop(i), layout.paddingBottom(i)] as const),
    fills: body.map((_, i) => layout.fillColor(i)),
  };
}
