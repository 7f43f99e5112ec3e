import { bullets, heading, together } from '../blocks.ts';
import type { Section } from '../section.ts';

/** How much can be lost, and how often. */
export const risk: Section = ({ forecast }, { risk: words }) => [
  together([
    heading(words.heading),
    bullets([
      words.volatility(forecast.volatility),
      words.valueAtRisk(forecast.valueAtRisk95, forecast.horizonBars),
      words.expectedShortfall(forecast.expectedShortfall95),
    ]),
  ]),
];
