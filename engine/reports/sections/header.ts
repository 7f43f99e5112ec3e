import type { Content, TextRun } from '../pdf-content.ts';
import type { Section } from '../section.ts';
import { breakable, panel } from '../blocks.ts';
import { isIntraday } from '../../market-data/time/timeframe-length.ts';
import { timeframeOf } from '#contract/span.ts';
import { colours } from '../style.ts';

/** Symbols longer than this are set smaller, so that they stay on a line or two. */
const longSymbol = 14;

/** Whose forecast this is, of when, and whether the data are real. */
export const header: Section = ({ instrument, forecast }, texts, format) => {
  const timeframe = timeframeOf(forecast);
  const model = `${forecast.model.name} v${String(forecast.model.version)}`;
  const title: Content = {
    columns: [
      {
        ...breakable(instrument.symbol),
        bold: true,
        fontSize: instrument.symbol.length > longSymbol ? 13 : 24,
        lineHeight: 1,
        width: '*',
      },
      {
        text: format.time(forecast.createdAt, timeframe),
        alignment: 'right',
        fontSize: 11,
        width: isIntraday(timeframe) ? 150 : 120,
        margin: [0, 2, 0, 0],
      },
    ],
  };
  const subtitle: Content = {
    ...breakable(texts.subtitle(model, format.time(forecast.asOf, timeframe), isIntraday(timeframe))),
    color: colours.muted,
    margin: [0, 2, 0, 6],
  };
  if (!instrument.simulated) return [title, subtitle];
  const badge: readonly TextRun[] = [
    { text: `${texts.simulatedBadge}\u2002`, bold: true, fontSize: 11 },
    { text: texts.simulatedNote, fontSize: 7.5 },
  ];
  return [title, subtitle, panel([{ text: badge, color: colours.paper }], colours.badge, colours.badge)];
};
