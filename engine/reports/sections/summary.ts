import { isStale, type Grade } from '#contract/forecast.ts';
import { breakable, note } from '../blocks.ts';
import type { Section } from '../section.ts';
import { horizonOf, timeframeOf } from '#contract/span.ts';
import { colours } from '../style.ts';

const gradeColours: Readonly<Record<Grade, string>> = {
  'STRONG BUY': colours.up,
  BUY: colours.up,
  HOLD: colours.ink,
  SELL: colours.down,
  'STRONG SELL': colours.down,
  'NO CALL': colours.warning,
};

/** The forecast in four lines. */
export const summary: Section = ({ instrument, forecast, createdAt }, { summary: words, grades }, format) => {
  // These lines are copied into messages, so their spaces are plain ones.
  const money = (value: number): string =>
    format.money(value, instrument.currency, forecast.price).replaceAll('\u00a0', ' ');
  const horizon = horizonOf(forecast);
  const line = { fontSize: 12.5, lineHeight: 1.3 };
  return [
    { ...line, ...breakable(words.currentPrice(instrument.symbol, money(forecast.price))) },
    {
      ...line,
      text: words.forecast(horizon, money(forecast.expectedPrice), format.change(forecast.expectedReturn)),
    },
    { ...line, text: words.confidence(format.probability(forecast.confidence)) },
    {
      ...line,
      bold: true,
      color: gradeColours[forecast.grade],
      text: words.recommendation(grades[forecast.grade]),
    },
    ...(isStale(forecast, createdAt)
      ? [
          {
            text: words.stale(format.time(forecast.asOf, timeframeOf(forecast))),
            bold: true,
            color: colours.warning,
          } as const,
        ]
      : []),
    note(words.confidenceNote(forecast.probabilityUp >= 0.5, horizon.unit)),
  ];
};
