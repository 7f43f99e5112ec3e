import { formatDay } from '../kernel/format-day.ts';
import type { BacktestResult } from '#contract/backtest.ts';
import type { Bars, EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { LeftOut } from '#contract/left-out.ts';
import type { Costs } from '#contract/model-spec.ts';
import { testStart, type BundleManifest } from '../forecast/bundle.ts';
import { horizonIndex } from '../forecast/horizon.ts';
import { predictHistory } from '../forecast/predict-history.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import type { History } from '../market-data/load-history.ts';
import { type BacktestInput, runBacktest } from './run-backtest.ts';

const INITIAL_CAPITAL = 100_000;

/** P(up) below which a position is closed; between it and the entry nothing is traded. */
const EXIT_PROBABILITY = 0.5;

/**
 * Trades a model's forecasts of one horizon, the shortest unless told, over its test slice, whatever the grade: a model without an edge is NO CALL
 * today, but what following it would have brought belongs on the table. An instrument without a bar to
 * forecast from in the test window is left out and named: its share of the capital would lie in cash and
 * make strategy and buy and hold look calmer and poorer than they are.
 * Errors: forecast/unknown-horizon, backtest/no-bars where none is left; those of predictHistory and runBacktest.
 */
export async function backtestModel(
  manifest: BundleManifest,
  network: InferenceNetwork,
  histories: readonly History[],
  costs: Costs,
  horizonBars?: number,
): Promise<BacktestResult> {
  const { spec } = manifest.experiment;
  const horizon = horizonIndex(spec, horizonBars);
  const testFrom = testStart(manifest);
  const instruments: BacktestInput['instruments'][number][] = [];
  const leftOut: LeftOut[] = [];
  for (const history of histories) {
    const { symbol } = history.instrument;
    const { [horizon]: forecasts } = await predictHistory(manifest, network, { symbol, ...history }, testFrom);
    const bars = barsFrom(history.bars, testFrom);
    if (forecasts && forecasts.bar.length > 0) instruments.push({ symbol, bars, forecasts });
    else leftOut.push({ symbol, reason: explainLeavingOut(history.bars, bars, testFrom) });
  }
  if (instruments.length === 0) {
    throw new AppError(
      'backtest/no-bars',
      `No instrument has a bar to forecast from in the test window: ${leftOut.map(({ symbol, reason }) => `${symbol}, ${reason}`).join('; ')}.`,
      'Choose other instruments, or import newer price files of these.',
    );
  }
  const result = runBacktest({
    model: { name: manifest.name, version: manifest.version },
    certified: manifest.certificate.passed,
    timeframe: spec.timeframe,
    horizonBars: spec.label.horizons[horizon]!,
    instruments,
    costs,
    rule: { enterProbability: manifest.gradePolicy.callProbability, exitProbability: EXIT_PROBABILITY },
    initialCapital: INITIAL_CAPITAL,
  });
  return { ...result, leftOut };
}

function explainLeavingOut(history: Bars, inWindow: Bars, testFrom: EpochMs): string {
  const lastBar = history.time.at(-1);
  if (lastBar === undefined) return 'its history is empty';
  return inWindow.time.length === 0
    ? `its history ends on ${formatDay(lastBar)}, before the test window begins on ${formatDay(testFrom)}`
    : `its history up to ${formatDay(lastBar)} is too short for a window of the model`;
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
