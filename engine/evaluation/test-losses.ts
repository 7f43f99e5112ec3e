import type { LossTest } from '#contract/evaluation.ts';
import type { SumByDay } from './bootstrap.ts';
import { compareLosses } from './compare-losses.ts';
import type { ReturnForecasts } from './score-returns.ts';

/** Probabilities of a rise, [n] each, and whether it came. */
export interface UpForecasts {
  readonly outcome: Uint8Array;
  readonly model: Float64Array;
  readonly baseRate: Float64Array;
  readonly logistic: Float64Array;
}

/** The losses of the model against those of what needs no network, each pair by Diebold and Mariano's test. */
export function testLosses(
  returns: ReturnForecasts,
  ups: UpForecasts,
  pinball: { readonly model: Float64Array; readonly historicalVolatility: Float64Array },
  byDay: SumByDay,
  horizonDays: number,
): LossTest[] {
  const squared = (forecast: Float64Array): Float64Array =>
    forecast.map((said, i) => (said - returns.outcome[i]!) ** 2);
  const brier = (forecast: Float64Array): Float64Array => forecast.map((said, i) => (said - ups.outcome[i]!) ** 2);
  const test = (
    loss: LossTest['loss'],
    versus: LossTest['versus'],
    worse: Float64Array,
    better: Float64Array,
  ): LossTest => ({ loss, versus, test: compareLosses(worse, better, byDay, horizonDays) });
  return [
    test('squared-error', 'drift', squared(returns.drift), squared(returns.model)),
    test('squared-error', 'ridge', squared(returns.ridge), squared(returns.model)),
    test('brier', 'base-rate', brier(ups.baseRate), brier(ups.model)),
    test('brier', 'logistic', brier(ups.logistic), brier(ups.model)),
    test('pinball', 'historical-volatility', pinball.historicalVolatility, pinball.model),
  ];
}
