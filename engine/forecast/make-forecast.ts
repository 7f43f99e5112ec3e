import type { Evaluation } from '#contract/evaluation.ts';
import {
  centralIntervals,
  type Abstention,
  type Forecast,
  type ForecastComponent,
  type ForecastInterval,
} from '#contract/forecast.ts';
import { findLeakingStages, type LeakCertificate } from '#contract/leak-certificate.ts';
import { probabilityOfTouching } from '#contract/return-distribution.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import type { Clock } from '../kernel/clock.ts';
import type { BundleManifest } from './bundle.ts';
import {
  describeCalibration,
  describeSentiment,
  describeTrend,
  findLeadingColumn,
  occludeWindow,
  planOcclusions,
  type Occlusions,
} from './explain.ts';
import { gradeOutlook, type GradePolicy } from './grade.ts';
import type { LastWindow } from './last-window.ts';
import { measurePathDrawdown } from './path-drawdown.ts';
import { describeReturn, type ReturnOutlook } from './return-outlook.ts';

const thresholds = [-0.2, -0.1, -0.05, -0.02, 0, 0.02, 0.05, 0.1, 0.2];

/** Levels whose touch is shown. */
const touchLevels = [-0.2, -0.1, -0.05, -0.02, 0.02, 0.05, 0.1, 0.2];

/** Windows in one run of the network: enough to keep it busy, few enough to keep memory small. */
const WINDOWS_AT_ONCE = 512;

/**
 * Makes the forecasts of some instruments from their last windows: for each one, a forecast for each horizon of the
 * model, shortest first. Nothing is written: the caller appends them to the ledger before showing them.
 */
export async function makeForecasts(
  manifest: BundleManifest,
  network: InferenceNetwork,
  windows: readonly LastWindow[],
  clock: Clock,
): Promise<Forecast[]> {
  const occlusions = planOcclusions(manifest.features);
  const perWindow = 1 + occlusions.sets.length;
  const atOnce = Math.max(1, Math.floor(WINDOWS_AT_ONCE / perWindow));
  const forecasts: Forecast[] = [];
  for (let first = 0; first < windows.length; first += atOnce) {
    const chunk = windows.slice(first, first + atOnce);
    const outputs = await runOccluded(manifest, network, occlusions, chunk);
    const size = outputs.length / chunk.length;
    chunk.forEach((window, i) => {
      const own = outputs.subarray(i * size, (i + 1) * size);
      forecasts.push(...describeWindow(manifest, network, occlusions, window, own, clock));
    });
  }
  return forecasts;
}

/** What the network says of each window as it is and without each set of columns: [windows, 1 + sets, outputs]. */
function runOccluded(
  { experiment: { spec } }: BundleManifest,
  network: InferenceNetwork,
  { sets }: Occlusions,
  windows: readonly LastWindow[],
): Promise<Float32Array> {
  const { rows } = windows[0]!;
  const size = (1 + sets.length) * rows.length;
  const features = new Float32Array(windows.length * size);
  windows.forEach((window, i) => {
    const width = window.rows.length / spec.windowBars;
    features.set(occludeWindow(window.rows, width, window.scalers, sets), i * size);
  });
  return network.run({
    features,
    featureCount: rows.length / spec.windowBars,
    windowBars: spec.windowBars,
    ends: Int32Array.from({ length: windows.length * (1 + sets.length) }, (_, i) => (i + 1) * spec.windowBars - 1),
  });
}

/** The forecasts of one window; `outputs` are [1 + sets, outputs of all horizons]. */
function describeWindow(
  manifest: BundleManifest,
  network: InferenceNetwork,
  { columns, sets, components }: Occlusions,
  window: LastWindow,
  outputs: Float32Array,
  clock: Clock,
): Forecast[] {
  const { spec, costs } = manifest.experiment;
  const { instrument, price } = window;
  const priceAt = (simpleReturn: number): number => price * (1 + simpleReturn);
  const columnsNow = columns.map((source, c) => ({ source, value: window.lastValues[c]! }));
  const perWindow = outputs.length / (1 + sets.length);
  const perHorizon = perWindow / spec.label.horizons.length;

  return spec.label.horizons.map((horizonBars, h): Forecast => {
    const calibrator = manifest.calibrators[h]!;
    const evaluation = manifest.evaluations[h]!;
    const describe = (row: number): ReturnOutlook => {
      const from = row * perWindow + h * perHorizon;
      return describeReturn(calibrator, spec.label, outputs.subarray(from, from + perHorizon), window.scales[h]!);
    };
    const outlook = describe(0);
    const intervals: ForecastInterval[] = centralIntervals.map(({ coverage, low, high }) => {
      const lowReturn = outlook.returnAt(low);
      const highReturn = outlook.returnAt(high);
      return { coverage, lowReturn, highReturn, lowPrice: priceAt(lowReturn), highPrice: priceAt(highReturn) };
    });
    const ungatedGrade = gradeOutlook(outlook, costs, manifest.gradePolicy);
    const abstentions = findAbstentions(
      manifest.certificate,
      evaluation,
      manifest.gradePolicy,
      intervals,
      window.unseenShare,
    );
    const without = sets.map((_, place) => describe(1 + place));
    const withoutColumn = columns.map((_, c) => without[c]!.expectedReturn);
    const describeComponent = (component: (typeof components)['technical']): ForecastComponent | null => {
      if (component === null) return null;
      if (component.set === null) return { columns: component.columns, without: null };
      const { expectedReturn, probabilityUp } = without[component.set]!;
      return { columns: component.columns, without: { expectedReturn, probabilityUp } };
    };
    const sentiment = describeComponent(components.sentiment);
    const pathDeviation = window.scales[h]!;
    return {
      id: clock.newId(),
      symbol: instrument.symbol,
      currency: instrument.currency,
      simulated: instrument.simulated,
      model: { name: manifest.name, version: manifest.version },
      provider: network.provider,
      createdAt: clock.now(),
      asOf: window.asOf,
      timeframe: spec.timeframe,
      horizonBars,
      dataHash: window.dataHash,
      price,
      expectedReturn: outlook.expectedReturn,
      expectedPrice: priceAt(outlook.expectedReturn),
      quantiles: calibrator.levels.map((level) => {
        const simpleReturn = outlook.returnAt(level);
        return { level, return: simpleReturn, price: priceAt(simpleReturn) };
      }),
      distribution: { ...outlook.ofLogReturn.knots, pathDeviation },
      intervals,
      probabilityUp: outlook.probabilityUp,
      exceedance: thresholds.map((threshold) => ({ threshold, probability: outlook.probabilityOfAtLeast(threshold) })),
      confidence: Math.max(outlook.probabilityUp, 1 - outlook.probabilityUp),
      grade: abstentions.length > 0 ? 'NO CALL' : ungatedGrade,
      ungatedGrade,
      abstentions,
      reasons: [
        describeTrend(window.pastReturns[h]!, horizonBars, outlook.expectedReturn),
        ...describeSentiment(sentiment, outlook.expectedReturn, outlook.probabilityUp),
        findLeadingColumn(columnsNow, outlook.expectedReturn, withoutColumn),
        ...describeCalibration(evaluation, instrument.symbol, outlook.probabilityUp),
      ],
      volatility: window.volatility,
      regime: window.regime,
      valueAtRisk95: Math.max(0, -outlook.returnAt(0.05)),
      expectedShortfall95: Math.max(0, -outlook.worstFivePercentMean),
      drawdown: measurePathDrawdown(outlook.ofLogReturn, pathDeviation, horizonBars),
      touching: touchLevels.map((level) => ({
        level,
        probability: probabilityOfTouching(outlook, pathDeviation, level),
      })),
      components: {
        technical: describeComponent(components.technical),
        sentiment,
        external: describeComponent(components.external),
      },
    };
  });
}

function findAbstentions(
  certificate: LeakCertificate,
  evaluation: Evaluation,
  gradePolicy: GradePolicy,
  intervals: readonly ForecastInterval[],
  unseen: number,
): Abstention[] {
  const abstentions: Abstention[] = [];
  if (!certificate.passed) abstentions.push({ kind: 'leak', stages: findLeakingStages(certificate) });
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
