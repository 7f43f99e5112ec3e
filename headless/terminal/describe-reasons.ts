import { componentNames, FEWEST_SIMILAR, type Forecast, type Reason } from '#contract/forecast.ts';
import { spanOf, timeframeOf } from '#contract/span.ts';
import { formatCount, formatPercent, formatPoints, formatSignedPercent } from './format.ts';
import { describeHorizon } from './describe-horizon.ts';

/** The reasons of a forecast as sentences with their numbers, and what each kind of input contributes. */
export function describeReasons(forecast: Forecast): string[] {
  return [...forecast.reasons.map((reason) => describeReason(reason, forecast)), ...describeComponents(forecast)];
}

function describeReason(reason: Reason, forecast: Forecast): string {
  switch (reason.kind) {
    case 'feature': {
      const name = [reason.feature, reason.series, reason.column].filter((part) => part !== undefined).join(' ');
      return `${name} stands at ${reason.value.toPrecision(4)}; at its usual value the expected return would be ${formatSignedPercent(reason.expectedReturnWithout)} instead of ${formatSignedPercent(reason.expectedReturn)}.`;
    }
    case 'trend': {
      const seen = reason.agrees
        ? reason.return > 0
          ? 'a rising trend'
          : 'a falling trend'
        : 'no such trend going on';
      const { count, unit } = spanOf(reason.bars, timeframeOf(forecast));
      const past = count === 1 ? unit : describeHorizon(reason.bars, timeframeOf(forecast));
      return `The model sees ${seen}: over the last ${past} the price went ${formatSignedPercent(reason.return)}, and it expects ${formatSignedPercent(forecast.expectedReturn)}.`;
    }
    case 'sentiment':
      return `Sentiment ${reason.supports ? 'supports' : 'speaks against'} the forecast: at its usual values the expected return would be ${formatSignedPercent(reason.expectedReturnWithout)} instead of ${formatSignedPercent(reason.expectedReturn)}.`;
    case 'calibration': {
      const held = `Its ${formatPercent(reason.nominal, 0)} interval held in ${formatPercent(reason.observed)} of cases on ${formatCount(reason.days)} test days.`;
      const { similar } = reason;
      if (similar === undefined) return held;
      if (similar.count < FEWEST_SIMILAR) return `Similar patterns are too few to tell (${similar.count}). ${held}`;
      const off = formatPoints(similar.observedFrequency - similar.meanProbability).replace(/^[+-]/, '');
      return `Similar patterns were calibrated within ${off} percentage points: the model said about ${formatPercent(similar.meanProbability, 0)} (${formatCount(similar.count)} test samples), and the price rose in ${formatPercent(similar.observedFrequency, 0)}. ${held}`;
    }
  }
}

/** Of models that read more than prices: what is left without each kind of input. */
function describeComponents({ components }: Forecast): string[] {
  if (!components) return [];
  const parts = componentNames.map((name) => {
    const component = components[name];
    if (component === null) return `${name} none`;
    if (component.without === null) return `${name} all of it`;
    return `${name} (without it ${formatSignedPercent(component.without.expectedReturn)}, P(up) ${formatPercent(component.without.probabilityUp, 0)})`;
  });
  return [`Inputs: ${parts.join(', ')}.`];
}
