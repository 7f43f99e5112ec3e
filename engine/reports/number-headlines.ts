import type { Content, TextNode } from './pdf-content.ts';

/** The title of a section as the contents list it. */
export interface Headline {
  readonly number: number;
  readonly title: string;
  /** What page references and links name. */
  readonly id: string;
}

/** Space between a number and its title that no line breaks at. */
const gap = '\u2002';

/** Numbers the headlines in the order of the page, and makes them entries of the outline and places to link to. */
export function numberHeadlines(content: readonly Content[]): { content: Content[]; headlines: Headline[] } {
  const headlines: Headline[] = [];

  function numberText(node: TextNode): TextNode {
    if (node.headline === undefined || typeof node.text !== 'string') return node;
    const number = headlines.length + 1;
    const headline = { number, title: node.text, id: `section-${String(number)}` };
    headlines.push(headline);
    const text = `${String(number)}${gap}${node.text}`;
    return { ...node, text, id: headline.id, outline: true, outlineText: text };
  }

  function visit(node: Content): Content {
    if ('stack' in node) return { ...node, stack: node.stack.map(visit) };
    if ('columns' in node) return { ...node, columns: node.columns.map(visit) };
    if ('table' in node) {
      return { ...node, table: { ...node.table, body: node.table.body.map((row) => row.map(visit)) } };
    }
    return 'text' in node ? numberText(node) : node;
  }

  return { content: content.map(visit), headlines };
}
