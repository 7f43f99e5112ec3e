import type { ForecastRule } from '#contract/backtest.ts';
import type { Bars, EpochMs } from '#contract/bars.ts';
import type { LeftOut } from '#contract/left-out.ts';
import type { Costs } from '#contract/model-spec.ts';
import { testStart, type BundleManifest } from '../forecast/bundle.ts';
import { horizonIndex } from '../forecast/horizon.ts';
import { predictHistory, type HistoricalForecasts } from '../forecast/predict-history.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import { formatDay } from '../kernel/format-day.ts';
import type { History } from '../market-data/load-history.ts';
import type { Market, MarketInstrument } from './market.ts';
import { refuseEmpty } from './price-market.ts';
import { wantByForecast, type ProbabilityThresholds } from './rules/probability-threshold.ts';
import { requireConsistent } from './rules/want-sides.ts';
import { FLAT } from './sleeve.ts';

/**
 * A market for a rule that follows a model's forecasts of one horizon, the shortest unless told, from its test slice on,
 * whatever the grade: a model without an edge is NO CALL today, but what following it would have brought belongs on the
 * table. An instrument without a bar to forecast from in the span is left out and named: its share of the capital would lie
 * in cash and make strategy and buy and hold look calmer and poorer than they are.
 * Errors: forecast/unknown-horizon, backtest/contradictory-rule, backtest/no-bars where none is left; those of
 * predictHistory.
 */
export async function openForecastMarket(
  rule: Pick<ForecastRule, 'exitProbability' | 'short'> & {
    readonly enterProbability?: number;
    readonly horizonBars?: number;
  },
  manifest: BundleManifest,
  network: InferenceNetwork,
  histories: readonly History[],
  costs: Costs,
  span: { readonly from?: EpochMs | undefined; readonly to?: EpochMs | undefined },
): Promise<Market> {
  const { spec } = manifest.experiment;
  const horizon = horizonIndex(spec, rule.horizonBars);
  const resolved: Required<ForecastRule> = {
    kind: 'probability-threshold',
    model: `${manifest.name}@${manifest.version}`,
    horizonBars: spec.label.horizons[horizon]!,
    enterProbability: rule.enterProbability ?? manifest.gradePolicy.callProbability,
    exitProbability: rule.exitProbability,
    short: rule.short,
  };
  requireConsistent(resolved);
  const testFrom = testStart(manifest);
  const from = Math.max(testFrom, span.from ?? testFrom);
  const to = span.to ?? Infinity;
  const instruments: MarketInstrument[] = [];
  const leftOut: LeftOut[] = [];
  for (const history of histories) {
    const { symbol } = history.instrument;
    const { [horizon]: forecasts } = await predictHistory(manifest, network, { symbol, ...history }, testFrom);
    if (forecasts?.time.some((time) => time >= from && time <= to)) {
      instruments.push({
        symbol,
        bars: history.bars,
        want(asked, into) {
          if (asked.kind !== 'probability-threshold') throw new TypeError('expected a rule that follows forecasts');
          followForecasts(forecasts, asked, costs, into);
          return FLAT;
        },
      });
    } else {
      leftOut.push({ symbol, reason: explainLeavingOut(history.bars, from, to) });
    }
  }
  if (instruments.length === 0) throw refuseEmpty(leftOut);
  const certified = manifest.certificate.passed;
  return { rule: resolved, timeframe: spec.timeframe, instruments, leftOut, from, to, certified };
}

/** Asks the rule where there is a forecast; a bar without one changes nothing. `into` [bars] */
export function followForecasts(
  { bar, probabilityUp, expectedReturn }: Pick<HistoricalForecasts, 'bar' | 'probabilityUp' | 'expectedReturn'>,
  thresholds: ProbabilityThresholds,
  costs: Costs,
  into: Int8Array,
): void {
  let side = FLAT;
  let next = 0;
  for (let t = 0; t < into.length; t++) {
    if (bar[next] === t) {
      const forecast = { probabilityUp: probabilityUp[next]!, expectedReturn: expectedReturn[next]! };
      side = wantByForecast(side, forecast, thresholds, costs);
      next++;
    }
    into[t] = side;
  }
}

function explainLeavingOut({ time }: Bars, from: EpochMs, to: EpochMs): string {
  const lastBar = time.at(-1);
  if (lastBar === undefined) return 'its history is empty';
  if (lastBar < from) {
    return `its history ends on ${formatDay(lastBar)}, before the test window begins on ${formatDay(from)}`;
  }
  return time.some((at) => at >= from && at <= to)
    ? `its history up to ${formatDay(lastBar)} is too short for a window of the model`
    : 'it has no bar in the span';
}
