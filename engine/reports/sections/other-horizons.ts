import { dataTable, heading, note, together } from '../blocks.ts';
import type { Section } from '../section.ts';
import { horizonOf } from '#contract/span.ts';

/** What the same model says of its other horizons, from the same bars; nothing where it has only one. */
export const otherHorizons: Section = ({ otherForecasts, instrument }, texts, format) => {
  if (otherForecasts.length === 0) return [];
  const words = texts.otherHorizons;
  const currency = instrument.currency === 'XXX' ? '' : `, ${instrument.currency}`;
  return [
    together([
      heading(words.heading),
      dataTable(
        [
          { title: words.horizon, width: '*', alignment: 'left' },
          { title: words.expected, width: 78, alignment: 'right' },
          { title: words.interval80 + currency, width: 176, alignment: 'right' },
          { title: words.probabilityUp, width: 58, alignment: 'right' },
          { title: words.call, width: 88, alignment: 'right' },
        ],
        otherForecasts.map((forecast) => {
          const eighty = forecast.intervals.find(({ coverage }) => coverage === 0.8)!;
          const price = (value: number): string => format.price(value, forecast.price);
          return [
            texts.span(horizonOf(forecast)),
            format.change(forecast.expectedReturn),
            `${price(eighty.lowPrice)} – ${price(eighty.highPrice)} (${format.change(eighty.lowReturn)} – ${format.change(eighty.highReturn)})`,
            format.probability(forecast.probabilityUp),
            texts.grades[forecast.grade],
          ];
        }),
      ),
      note(words.note),
    ]),
  ];
};
