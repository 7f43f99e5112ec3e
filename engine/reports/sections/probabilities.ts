import { bullets, dataTable, heading, note, subheading, together } from '../blocks.ts';
import type { Section } from '../section.ts';
import { horizonOf } from '#contract/span.ts';

/** Below this a chance is printed as less than one in a hundred. */
const UNLIKELY = 0.005;

/** Larger moves than the first unlikely one say nothing more. */
function untilUnlikely<Move>(moves: readonly Move[], chance: (move: Move) => number): readonly Move[] {
  const first = moves.findIndex((move) => chance(move) < UNLIKELY);
  return first < 0 ? moves : moves.slice(0, first + 1);
}

/** Chances of round moves as sentences, and the intervals with their prices. */
export const probabilities: Section = ({ forecast, instrument, evaluation }, texts, format) => {
  const words = texts.probabilities;
  const horizon = horizonOf(forecast);
  const rises = untilUnlikely(
    forecast.exceedance.filter(({ threshold }) => threshold > 0),
    ({ probability }) => probability,
  );
  // The distribution is continuous: P(return <= -x) = 1 - P(return >= -x).
  const falls = untilUnlikely(
    forecast.exceedance.filter(({ threshold }) => threshold < 0).toReversed(),
    ({ probability }) => 1 - probability,
  );
  const price = (value: number): string => format.price(value, forecast.price);
  const currency = instrument.currency === 'XXX' ? '' : `, ${instrument.currency}`;
  return [
    together([
      heading(words.heading),
      {
        columns: [
          {
            width: '*',
            stack: [
              subheading(words.chances(horizon)),
              bullets([
                words.rise(forecast.probabilityUp),
                ...rises.map(({ threshold, probability }) => words.riseOf(threshold, probability, horizon)),
                ...falls.map(({ threshold, probability }) => words.fallOf(-threshold, 1 - probability, horizon)),
              ]),
            ],
          },
          {
            width: 240,
            stack: [
              subheading(words.intervalsHeading(horizon)),
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
