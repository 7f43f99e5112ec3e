import { dataTable, heading, note, paragraph, together } from '../blocks.ts';
import type { LedgerEntry } from '#contract/ledger.ts';
import { horizonOf, timeframeOf } from '#contract/span.ts';
import type { Section } from '../section.ts';

const shownRows = 8;

/** What came of the forecasts that this model really made of this instrument, as the ledger holds them. */
export const trackRecord: Section = ({ trackRecord: ledger, forecast, instrument }, texts, format) => {
  const words = texts.trackRecord;
  const timeframe = timeframeOf(forecast);
  const isOwn = (entry: { horizonBars: number }): boolean => entry.horizonBars === forecast.horizonBars;
  const summary = ledger.summaries.find((one) => isOwn(one) && one.timeframe === timeframe);
  const scored = ledger.entries.filter(
    (entry): entry is Extract<LedgerEntry, { state: 'scored' }> => entry.state === 'scored' && isOwn(entry.forecast),
  );
  const price = (value: number): string => format.price(value, forecast.price);
  const currency = instrument.currency === 'XXX' ? '' : `, ${instrument.currency}`;
  if (!summary?.scores) {
    return [together([heading(words.heading), paragraph(words.none(summary?.pending ?? 0, horizonOf(forecast)))])];
  }
  return [
    together([
      heading(words.heading),
      paragraph(words.scores(summary)),
      dataTable(
        [
          { title: words.made, width: '*', alignment: 'left' },
          { title: texts.pastForecasts.price + currency, width: 62, alignment: 'right' },
          { title: words.expected, width: 62, alignment: 'right' },
          { title: words.rise, width: 56, alignment: 'right' },
          { title: texts.pastForecasts.came, width: 110, alignment: 'right' },
          { title: words.inside, width: 72, alignment: 'right' },
        ],
        scored
          .slice(0, shownRows)
          .map(({ forecast: made, outcome }) => [
            format.time(made.asOf, timeframe),
            price(made.price),
            price(made.expectedPrice),
            format.probability(made.probabilityUp),
            `${format.shortTime(outcome.time, timeframe)}: ${price(outcome.price)}`,
            outcome.intervals.find(({ coverage }) => coverage === 0.8)?.held
              ? texts.pastForecasts.isInside
              : texts.pastForecasts.isOutside,
          ]),
      ),
      note(words.note),
    ]),
  ];
};
