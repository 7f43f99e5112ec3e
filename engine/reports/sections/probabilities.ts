import { bullets, dataTable, heading, note, together } from '../blocks.ts';
import type { Section } from '../section.ts';

/** Chances of round moves as sentences, and the intervals with their prices. */
export const probabilities: Section = ({ forecast, instrument, evaluation }, texts, format) => {
  const words = texts.probabilities;
  const { horizonBars } = forecast;
  const rises = forecast.exceedance.filter(({ threshold }) => threshold > 0);
  // The distribution is continuous: P(return <= -x) = 1 - P(return >= -x).
  const falls = forecast.exceedance.filter(({ threshold }) => threshold < 0).toReversed();
  const price = (value: number): string => format.price(value, forecast.price);
  const currency = instrument.currency === 'XXX' ? '' : `, ${instrument.currency}`;
  return [
    together([
      {
        columns: [
          {
            width: '*',
            stack: [
              heading(words.heading),
              bullets([
                words.rise(forecast.probabilityUp),
                ...rises.map(({ threshold, probability }) => words.riseOf(threshold, probability, horizonBars)),
                ...falls.map(({ threshold, probability }) => words.fallOf(-threshold, 1 - probability, horizonBars)),
              ]),
            ],
          },
          {
            width: 240,
            stack: [
              heading(words.intervalsHeading(horizonBars)),
              dataTable(
                [
                  { title: words.interval, width: '*', alignment: 'left' },
                  { title: words.from + currency, width: 92, alignment: 'right' },
                  { title: words.to + currency, width: 92, alignment: 'right' },
                ],
                forecast.intervals.map((interval) => [
                  format.percent(interval.coverage, 0),
                  `${price(interval.lowPrice)} (${format.change(interval.lowReturn)})`,
                  `${price(interval.highPrice)} (${format.change(interval.highReturn)})`,
                ]),
              ),
              note(words.quality(evaluation)),
            ],
          },
        ],
        columnGap: 20,
      },
    ]),
  ];
};
