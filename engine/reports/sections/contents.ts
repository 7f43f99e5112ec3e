import type { Content } from '../pdf-content.ts';
import type { Headline } from '../number-headlines.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { subheading } from '../blocks.ts';
import { colours } from '../style.ts';

/** The numbered sections with their pages, in two columns that are read downwards; each line leads to its section. */
export function contents(headlines: readonly Headline[], { contents: words }: ReportTexts): Content {
  const half = Math.ceil(headlines.length / 2);
  return {
    stack: [
      subheading(words),
      { columns: [list(headlines.slice(0, half)), list(headlines.slice(half))], columnGap: 24 },
    ],
    unbreakable: true,
    margin: [0, 2, 0, 0],
  };
}

function list(headlines: readonly Headline[]): Content {
  const small = { fontSize: 8, color: colours.ink } as const;
  return {
    table: {
      widths: [14, '*', 30],
      body: headlines.map(({ number, title, id }): Content[] => [
        { ...small, text: String(number), color: colours.muted, linkToDestination: id },
        { ...small, text: title, linkToDestination: id },
        { ...small, pageReference: id, alignment: 'right' },
      ]),
    },
    layout: {
      hLineWidth: (line) => (line === 0 ? 0 : 0.4),
      vLineWidth: () => 0,
      hLineColor: () => colours.rule,
      vLineColor: () => colours.rule,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 1,
      paddingBottom: () => 0.8,
      fillColor: () => null,
    },
    width: '*',
  };
}
