import { AppError } from '#contract/errors.ts';
import type { EpochMs, Instrument } from '#contract/bars.ts';
import type { MarketRegime } from '#contract/forecast.ts';
import { computeFeatures } from '../features/compute-features.ts';
import {
  describeGap,
  firstWindowEnd,
  isWindowUsable,
  placeOf,
  scaleFeatures,
  type InstrumentInput,
  type InstrumentScalers,
} from '../features/dataset.ts';
import { computeLabels, computeRollingVolatility } from '../features/label.ts';
import { barsPerYear } from '../kernel/bars-per-year.ts';
import type { BundleManifest } from './bundle.ts';
import { findScalers } from './find-scalers.ts';
import { describeRegime } from './regime.ts';

/** What a forecast starts from: the last window of an instrument, and what is known at its last bar. */
export interface LastWindow {
  readonly instrument: Instrument;
  readonly dataHash: string;
  readonly asOf: EpochMs;
  readonly price: number;
  /** [windowBars * columns], scaled; behind the columns stands the place of the instrument where the network reads it. */
  readonly rows: Float32Array;
  readonly scalers: InstrumentScalers;
  /** [columns] At the last bar, in the unit of each column. */
  readonly lastValues: readonly number[];
  /** Share of the window's values that lie outside of what the train interval held. */
  readonly unseenShare: number;
  /** [horizons] Log return per unit of the scaled return. */
  readonly scales: readonly number[];
  /** [horizons] Simple return over as many bars before the last one. */
  readonly pastReturns: readonly number[];
  /** Annualised. */
  readonly volatility: number;
  readonly regime: MarketRegime;
}

/**
 * Reads the last window of an instrument as a model wants it.
 * Errors: forecast/unknown-instrument, data/too-short, data/gap where a feature has no value at a bar of the
 * window, honesty/fitted-on-the-future where the history ends on a bar that a fit has seen.
 */
export function readLastWindow(
  manifest: Pick<BundleManifest, 'experiment' | 'features' | 'scalers' | 'calibrators' | 'linearModels'>,
  { instrument, input, dataHash }: { instrument: Instrument; input: InstrumentInput; dataHash: string },
): LastWindow {
  const { spec } = manifest.experiment;
  const { windowBars, label } = spec;
  const { time, close } = input.bars;
  const last = time.length - 1;

  const table = computeFeatures(manifest.features, input);
  // Volatilities look back a fixed number of bars, so the last bars give those of the whole history.
  const recent = close.slice(-(label.volatilityBars + 1));
  const labels = { ...computeLabels(recent, spec), firstUsable: label.volatilityBars };
  const first = firstWindowEnd(table, labels, windowBars);
  if (last < first) {
    throw new AppError(
      'data/too-short',
      `${instrument.symbol} has ${last + 1} bars; a forecast with this model needs ${first + 1}.`,
      'Import a longer history of it.',
    );
  }
  if (!isWindowUsable(table, labels, windowBars, last)) {
    throw new AppError(
      'data/gap',
      `A forecast of ${instrument.symbol} needs every feature at each of its last ${windowBars} bars; ${describeGap(table, input)}.`,
      `Import the missing values. Without them the next forecast is possible ${windowBars} bars after the gap.`,
    );
  }
  const scalers = findScalers(manifest, instrument.symbol, time[last]!);
  const place = placeOf(spec, Object.keys(manifest.scalers), instrument.symbol);
  const matrix = scaleFeatures(table, scalers, last + 1, place);
  const rows = matrix.slice((last + 1 - windowBars) * (matrix.length / (last + 1)));
  return {
    instrument,
    dataHash,
    asOf: time[last]!,
    price: close[last]!,
    rows,
    scalers,
    lastValues: table.columns.map((column) => column[last]!),
    unseenShare: shareUnseen(table.columns, scalers, last, windowBars),
    scales: labels.horizons.map(({ scale }) => scale.at(-1)!),
    pastReturns: label.horizons.map((bars) => close[last]! / close[Math.max(0, last - bars)]! - 1),
    volatility:
      computeRollingVolatility(recent, label.volatilityBars).at(-1)! * Math.sqrt(barsPerYear(time, spec.timeframe)),
    regime: describeRegime(close, label.volatilityBars),
  };
}

function shareUnseen(
  columns: readonly Float64Array[],
  scalers: InstrumentScalers,
  last: number,
  windowBars: number,
): number {
  let unseen = 0;
  columns.forEach((column, c) => {
    const { min, max } = scalers[c]!;
    for (let t = last - windowBars + 1; t <= last; t++) if (column[t]! < min || column[t]! > max) unseen++;
  });
  return unseen / (columns.length * windowBars);
}
