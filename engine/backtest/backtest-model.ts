import type { BacktestResult } from '#contract/backtest.ts';
import type { Costs } from '#contract/model-spec.ts';
import type { BundleManifest } from '../forecast/bundle.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import type { History } from '../market-data/load-history.ts';
import { openForecastMarket } from './forecast-market.ts';
import { runBacktest } from './run-backtest.ts';
import { plainSettings } from './settings.ts';

/** P(up) below which a position is closed; between it and the entry nothing is traded. */
const EXIT_PROBABILITY = 0.5;

/**
 * A model's forecasts of one horizon, the shortest unless told, traded as the model itself would call them: long or flat,
 * with all of the capital. `trials`: trainings and backtests behind it, see countTrials. Errors: as of openForecastMarket
 * and runBacktest.
 */
export async function backtestModel(
  manifest: BundleManifest,
  network: InferenceNetwork,
  histories: readonly History[],
  {
    costs,
    trials,
    horizonBars,
  }: { readonly costs: Costs; readonly trials: number; readonly horizonBars?: number | undefined },
): Promise<BacktestResult> {
  const rule = { exitProbability: EXIT_PROBABILITY, short: false, ...(horizonBars !== undefined && { horizonBars }) };
  const market = await openForecastMarket(rule, manifest, network, histories, costs, {});
  return runBacktest(market, { ...plainSettings, costs }, { trials });
}
