import { isStale, type Grade } from '#contract/forecast.ts';
import { breakable, note, panel } from '../blocks.ts';
import type { Content } from '../pdf-content.ts';
import type { Section } from '../section.ts';
import { horizonOf, timeframeOf } from '#contract/span.ts';
import { colours } from '../style.ts';
import { textBlockLines } from '../text-block.ts';

const gradeColours: Readonly<Record<Grade, string>> = {
  'STRONG BUY': colours.up,
  BUY: colours.up,
  HOLD: colours.ink,
  SELL: colours.down,
  'STRONG SELL': colours.down,
  'NO CALL': colours.warning,
};

/** The forecast in four lines, and what its confidence means. */
export const summary: Section = ({ forecast, createdAt }, texts, format) => {
  const words = texts.summary;
  const colour = gradeColours[forecast.grade];
  const lines = textBlockLines(forecast, texts, format);
  const stale: Content[] = isStale(forecast, createdAt)
    ? [
        {
          text: words.stale(format.time(forecast.asOf, timeframeOf(forecast))),
          bold: true,
          color: colours.warning,
          margin: [0, 4, 0, 0],
        },
      ]
    : [];
  return [
    panel(
      [
        ...lines.map((line, i): Content => ({
          ...breakable(line),
          fontSize: 12.5,
          lineHeight: 1.25,
          ...(i === lines.length - 1 && { bold: true, color: colour }),
        })),
        ...stale,
        note(words.confidenceNote(forecast.probabilityUp >= 0.5, horizonOf(forecast).unit)),
      ],
      colour,
      colours.faint,
    ),
  ];
};
