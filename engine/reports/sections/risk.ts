import { bullets, heading, together } from '../blocks.ts';
import type { Section } from '../section.ts';
import { horizonOf, spanOf, timeframeOf } from '#contract/span.ts';

/** How much can be lost, and how often, and how the market has been of late. */
export const risk: Section = ({ forecast }, { risk: words }) => [
  together([
    heading(words.heading),
    bullets([
      words.volatility(forecast.volatility),
      words.valueAtRisk(forecast.valueAtRisk95, horizonOf(forecast)),
      words.expectedShortfall(forecast.expectedShortfall95),
      ...(forecast.drawdown
        ? [words.drawdown(forecast.drawdown.expected, forecast.drawdown.quantile95, horizonOf(forecast))]
        : []),
      ...(forecast.touching
        ? [words.touching(forecast.touching.filter(({ level }) => level < 0).toReversed(), horizonOf(forecast))]
        : []),
      ...(forecast.regime ? [words.regime(forecast.regime, spanOf(forecast.regime.bars, timeframeOf(forecast)))] : []),
    ]),
  ]),
];
