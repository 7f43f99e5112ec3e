import type { EpochMs } from '#contract/bars.ts';
import type { InstrumentInput } from '../../features/dataset.ts';
import { predictHistory, type HistoricalForecasts, type PredictionParts } from '../../forecast/predict-history.ts';
import type { InferenceNetwork } from '../../inference/open-network.ts';
import { findDifference } from './find-difference.ts';
import type { OtherFuture } from './other-futures.ts';
import { leakOf } from './subject.ts';
import type { Tally } from './tally.ts';

/** Bars up to a cut that are forecast again. What lies before them has rows that were compared already. */
const FORECAST_BARS = 32;

/** What the model says at the last bars of the test part up to a cut, of each horizon, in the order of the label. */
export async function forecastUpTo(
  model: PredictionParts,
  network: InferenceNetwork,
  input: InstrumentInput,
  testFrom: EpochMs,
  cut: number,
): Promise<HistoricalForecasts[]> {
  const { time } = input.bars;
  const from = Math.max(testFrom, time[Math.max(0, cut + 1 - FORECAST_BARS)]!);
  const forecasts = await predictHistory(model, askUpTo(network, cut), input, from);
  return forecasts.map((own) => keepUpTo(own, cut));
}

/**
 * The network, asked only about windows that end up to a row. Matrix products may round differently in batches of other
 * sizes, so the windows up to a cut must be run in the same batches whatever comes behind it. Later windows are given
 * the outputs of the first one; what becomes of them is not looked at.
 */
function askUpTo(network: InferenceNetwork, lastRow: number): InferenceNetwork {
  return {
    ...network,
    async run(windows) {
      const asked = windows.ends.filter((end) => end <= lastRow);
      if (asked.length === 0) return network.run(windows);
      const answers = await network.run({ ...windows, ends: asked });
      const width = answers.length / asked.length;
      const outputs = new Float32Array(windows.ends.length * width);
      outputs.set(answers);
      for (let i = asked.length; i < windows.ends.length; i++) outputs.copyWithin(i * width, 0, width);
      return outputs;
    },
  };
}

function keepUpTo(forecasts: HistoricalForecasts, cut: number): HistoricalForecasts {
  const bars = forecasts.bar.length;
  const kept = forecasts.bar.filter((bar) => bar <= cut).length;
  const cutOff = (name: Exclude<keyof HistoricalForecasts, 'bar'>): Float64Array =>
    forecasts[name].subarray(0, (forecasts[name].length / Math.max(1, bars)) * kept);
  return {
    bar: forecasts.bar.subarray(0, kept),
    time: cutOff('time'),
    scaledQuantiles: cutOff('scaledQuantiles'),
    probabilityUp: cutOff('probabilityUp'),
    expectedReturn: cutOff('expectedReturn'),
    variance: cutOff('variance'),
    logisticUp: cutOff('logisticUp'),
    ridgeReturn: cutOff('ridgeReturn'),
    classes: cutOff('classes'),
    scale: cutOff('scale'),
    outcome: cutOff('outcome'),
  };
}

/** All that is said of a bar. The outcome is not: it is what the future brings. */
const said = [
  'bar',
  'scaledQuantiles',
  'probabilityUp',
  'expectedReturn',
  'variance',
  'logisticUp',
  'ridgeReturn',
  'classes',
  'scale',
] as const;

/** Compares forecasts of each horizon up to a cut with those that were made from another future. */
export function compareForecasts(
  horizons: readonly number[],
  whole: readonly HistoricalForecasts[],
  altered: readonly HistoricalForecasts[],
  future: OtherFuture<InstrumentInput>,
  tally: Tally,
): void {
  horizons.forEach((horizonBars, h) => {
    const [one, other] = [whole[h]!, altered[h]!];
    const differing = said.flatMap((name) => {
      tally.count('forecasts', other[name].length);
      const found = findDifference(one[name], other[name]);
      return found < 0 ? [] : [Math.floor(found / Math.max(1, one[name].length / one.bar.length))];
    });
    if (differing.length === 0) return;
    const row = Math.min(...differing);
    const bar = one.time[row] ?? other.time[row] ?? future.input.bars.time[future.lastKept]!;
    tally.report(leakOf('forecasts', `the forecast over ${horizonBars} bars`, future, bar));
  });
}
