import type { BacktestResult } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import type { Costs } from '#contract/model-spec.ts';
import type { BundleManifest } from '../forecast/bundle.ts';
import { predictHistory } from '../forecast/predict-history.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import type { History } from '../market-data/load-history.ts';
import { runBacktest } from './run-backtest.ts';

export const INITIAL_CAPITAL = 100_000;

/** P(up) below which a position is closed; between it and the entry nothing is traded. */
const EXIT_PROBABILITY = 0.5;

/**
 * Trades a model's forecasts over its test slice, whatever the grade: a model without an edge is NO CALL
 * today, but what following it would have brought belongs on the table.
 */
export async function backtestModel(
  manifest: BundleManifest,
  network: InferenceNetwork,
  histories: readonly History[],
  costs: Costs,
): Promise<BacktestResult> {
  const testFrom = manifest.split.find((part) => part.name === 'test')!.from;
  const instruments = [];
  for (const history of histories) {
    const { symbol } = history.instrument;
    const forecasts = await predictHistory(manifest, network, { symbol, ...history }, testFrom);
    instruments.push({ symbol, bars: barsFrom(history.bars, testFrom), forecasts });
  }
  return runBacktest({
    model: { name: manifest.name, version: manifest.version },
    timeframe: '1d',
    horizonBars: manifest.experiment.spec.label.horizonBars,
    instruments,
    costs,
    rule: { enterProbability: manifest.gradePolicy.callProbability, exitProbability: EXIT_PROBABILITY },
    initialCapital: INITIAL_CAPITAL,
  });
}

/** The bars from a time on. */
function barsFrom(bars: Bars, from: number): Bars {
  const found = bars.time.findIndex((time) => time >= from);
  const first = found === -1 ? bars.time.length : found;
  return {
    time: bars.time.subarray(first),
    open: bars.open.subarray(first),
    high: bars.high.subarray(first),
    low: bars.low.subarray(first),
    close: bars.close.subarray(first),
    volume: bars.volume.subarray(first),
  };
}
