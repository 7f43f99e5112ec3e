import { AppError } from '#contract/errors.ts';
import type { Instrument } from '#contract/bars.ts';
import { centralIntervals, type Abstention, type Forecast, type ForecastInterval } from '#contract/forecast.ts';
import { computeFeatures } from '../features/compute-features.ts';
import {
  describeGap,
  firstWindowEnd,
  isWindowUsable,
  scaleFeatures,
  type InstrumentInput,
} from '../features/dataset.ts';
import { computeLabels, computeRollingVolatility } from '../features/label.ts';
import type { FittedScaler } from '../features/scalers/scaler.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import type { Clock } from '../kernel/clock.ts';
import type { BundleManifest } from './bundle.ts';
import { describeCalibration, describeTrend, findLeadingColumn, listColumns } from './explain.ts';
import { findScalers } from './find-scalers.ts';
import { gradeOutlook } from './grade.ts';
import { describeReturn } from './return-outlook.ts';

const thresholds = [-0.2, -0.1, -0.05, -0.02, 0, 0.02, 0.05, 0.1, 0.2];
const BARS_PER_YEAR = 252;

/**
 * Makes the forecast of an instrument from its last bar. Nothing is written: the caller appends it to the
 * ledger before showing it.
 * Errors: forecast/unknown-instrument, data/too-short, data/gap where a feature has no value at a bar of the
 * window, honesty/fitted-on-the-future where the history ends on a bar that a fit has seen.
 */
export async function makeForecast(
  manifest: BundleManifest,
  network: InferenceNetwork,
  subject: { readonly instrument: Instrument; readonly input: InstrumentInput; readonly dataHash: string },
  clock: Clock,
): Promise<Forecast> {
  const { instrument, input } = subject;
  const { spec, costs } = manifest.experiment;
  const { horizonBars } = spec.label;
  const { bars } = input;
  const last = bars.time.length - 1;

  const table = computeFeatures(manifest.features, input);
  const labels = computeLabels(bars.close, spec.label);
  const first = firstWindowEnd(table, labels, spec.windowBars);
  if (last < first) {
    throw new AppError(
      'data/too-short',
      `${instrument.symbol} has ${last + 1} bars; a forecast with this model needs ${first + 1}.`,
      'Import a longer history of it.',
    );
  }
  if (!isWindowUsable(table, labels, spec.windowBars, last)) {
    throw new AppError(
      'data/gap',
      `A forecast of ${instrument.symbol} needs every feature at each of its last ${spec.windowBars} bars; ${describeGap(table, input)}.`,
      `Import the missing values. Without them the next forecast is possible ${spec.windowBars} bars after the gap.`,
    );
  }
  const scalers = findScalers(manifest, instrument.symbol, bars.time[last]!);
  const width = table.columns.length;
  const rows = scaleFeatures(table, scalers, last + 1);
  const window = rows.slice((last + 1 - spec.windowBars) * width);
  const outputs = await network.run({
    features: window,
    featureCount: width,
    windowBars: spec.windowBars,
    ends: Int32Array.of(spec.windowBars - 1),
    labels: new Float32Array(1),
  });

  const scale = labels.scale[last]!;
  const outlook = describeReturn(manifest.calibrator, outputs, scale);
  const price = bars.close[last]!;
  const priceAt = (simpleReturn: number): number => price * (1 + simpleReturn);
  const intervals: ForecastInterval[] = centralIntervals.map(({ coverage, low, high }) => {
    const lowReturn = outlook.returnAt(low);
    const highReturn = outlook.returnAt(high);
    return { coverage, lowReturn, highReturn, lowPrice: priceAt(lowReturn), highPrice: priceAt(highReturn) };
  });
  const ungatedGrade = gradeOutlook(outlook, costs, manifest.gradePolicy);
  const abstentions = findAbstentions(manifest, intervals, shareUnseen(table.columns, scalers, last, spec.windowBars));
  const leading = await findLeadingColumn(
    network,
    {
      columns: listColumns(manifest.features),
      scalers,
      window,
      windowBars: spec.windowBars,
      lastValues: table.columns.map((column) => column[last]!),
      expectedReturn: outlook.expectedReturn,
    },
    (row) => describeReturn(manifest.calibrator, row, scale).expectedReturn,
  );

  return {
    id: clock.newId(),
    symbol: instrument.symbol,
    currency: instrument.currency,
    simulated: instrument.simulated,
    model: { name: manifest.name, version: manifest.version },
    provider: network.provider,
    createdAt: clock.now(),
    asOf: bars.time[last]!,
    horizonBars,
    dataHash: subject.dataHash,
    price,
    expectedReturn: outlook.expectedReturn,
    expectedPrice: priceAt(outlook.expectedReturn),
    quantiles: manifest.calibrator.levels.map((level) => {
      const simpleReturn = outlook.returnAt(level);
      return { level, return: simpleReturn, price: priceAt(simpleReturn) };
    }),
    intervals,
    probabilityUp: outlook.probabilityUp,
    exceedance: thresholds.map((threshold) => ({ threshold, probability: outlook.probabilityOfAtLeast(threshold) })),
    confidence: Math.max(outlook.probabilityUp, 1 - outlook.probabilityUp),
    grade: abstentions.length > 0 ? 'NO CALL' : ungatedGrade,
    ungatedGrade,
    abstentions,
    reasons: [
      leading,
      describeTrend(bars.close, horizonBars, outlook.expectedReturn),
      ...describeCalibration(manifest.evaluation, instrument.symbol),
    ],
    volatility: computeRollingVolatility(bars.close, spec.label.volatilityBars)[last]! * Math.sqrt(BARS_PER_YEAR),
    valueAtRisk95: Math.max(0, -outlook.returnAt(0.05)),
    expectedShortfall95: Math.max(0, -outlook.worstFivePercentMean),
  };
}

/** Share of the window's values that lie outside of what the train interval held. */
function shareUnseen(
  columns: readonly Float64Array[],
  scalers: readonly FittedScaler[],
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

function findAbstentions(
  { evaluation, gradePolicy }: BundleManifest,
  intervals: readonly ForecastInterval[],
  unseen: number,
): Abstention[] {
  const abstentions: Abstention[] = [];
  if (evaluation.edge === 'none') {
    const { value, low, high, versus } = evaluation.skill;
    abstentions.push({ kind: 'no-edge', skill: value, low, high, versus, unmet: evaluation.unmet });
  }
  if (evaluation.edge === 'unknown') {
    abstentions.push({ kind: 'too-few-days', days: evaluation.slice.days, needed: evaluation.daysNeeded });
  }
  if (unseen > gradePolicy.largestUnseenShare) {
    abstentions.push({ kind: 'out-of-distribution', share: unseen, limit: gradePolicy.largestUnseenShare });
  }
  const eighty = intervals.find((interval) => interval.coverage === 0.8)!;
  const width = eighty.highReturn - eighty.lowReturn;
  if (width > gradePolicy.widestInterval) {
    abstentions.push({ kind: 'too-wide', width, limit: gradePolicy.widestInterval });
  }
  return abstentions;
}
