import { formatDay } from '../kernel/format-day.ts';
import type { EpochMs, Timeframe } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { centralIntervals } from '#contract/forecast.ts';
import type {
  DirectionScore,
  Estimate,
  Evaluation,
  IntervalScore,
  ReliabilityBin,
  RollingCoverage,
} from '#contract/evaluation.ts';
import type { Costs } from '#contract/model-spec.ts';
import type { GradePolicy } from '../forecast/grade.ts';
import { scoreAdaptive } from './adaptive-intervals.ts';
import { driftReturn } from './baselines/drift.ts';
import { historicalVolatilityQuantiles } from './baselines/historical-volatility.ts';
import { baselines } from './baselines/registry.ts';
import {
  blockDaysFor,
  bootstrapByDay,
  daysNeededFor,
  type DayResamples,
  defaultReplicates,
  luckOfAbsoluteSums,
  resampleDays,
  sumByDay,
  type SumByDay,
} from './bootstrap.ts';
import { testDirection } from './compare-losses.ts';
import { judgeEdge } from './judge-edge.ts';
import { brierScore } from './metrics/brier-score.ts';
import { directionalAccuracy } from './metrics/directional-accuracy.ts';
import type { DirectionCounts } from './metrics/direction-counts.ts';
import { expectedCalibrationError, reliabilityBins } from './metrics/expected-calibration-error.ts';
import { coverOutcomes, meanIntervalWidth } from './metrics/interval-coverage.ts';
import { rankedProbabilityScores } from './metrics/continuous-ranked-probability-score.ts';
import { logLoss } from './metrics/log-loss.ts';
import { matthewsCorrelation } from './metrics/matthews-correlation.ts';
import { pinballLosses } from './metrics/pinball-loss.ts';
import type { SliceForecasts } from './forecast-slice.ts';
import { reportClasses } from './report-classes.ts';
import { followCoverage, ROLLING } from './rolling-coverage.ts';
import { scoreGrades } from './score-grades.ts';
import { scoreInstruments } from './score-instruments.ts';
import { scoreReturns } from './score-returns.ts';
import { testLosses } from './test-losses.ts';

const DAY_MS = 86_400_000;

/** Forecasts and outcomes of a slice, whose instruments are numbered as in `symbols` and `closes`. */
export interface EvaluationInput extends SliceForecasts {
  readonly symbols: readonly string[];
  /** The whole history of each instrument: the baselines look back beyond the slice. */
  readonly closes: readonly Float64Array[];
  /** Times of the same bars. */
  readonly times: readonly Float64Array[];
  readonly timeframe: Timeframe;
  readonly horizonBars: number;
  /** What a call costs, and from where on the product makes one. */
  readonly costs: Costs;
  readonly gradePolicy: GradePolicy;
  readonly seed: number;
  /** Of the bootstrap; 2000 unless told. */
  readonly replicates?: number;
}

/** Scores the model and the baselines on the test slice; see contract/evaluation.ts for what each number says. */
export function evaluateTestSlice(input: EvaluationInput): Evaluation {
  checkSamples(input);
  const { time, outcome, probabilityUp, horizonBars } = input;
  const { days, dayOfSample } = numberDays(time);
  const horizonDays = measureSpan(input, days, dayOfSample);
  const blockDays = Math.min(days, blockDaysFor(horizonDays));
  const replicates = input.replicates ?? defaultReplicates;
  const resamples = resampleDays(days, blockDays, replicates, input.seed);
  const byDay = (value: (sample: number) => number): Float64Array => sumByDay(dayOfSample, days, value);

  const outcomeUp = Uint8Array.from(outcome, (r) => (r > 0 ? 1 : 0));
  const modelUp = Uint8Array.from(probabilityUp, (p) => (p > 0.5 ? 1 : 0));
  const score = (name: string, predictedUp: Uint8Array): DirectionScore =>
    scoreDirection(name, predictedUp, outcomeUp, byDay, resamples);
  const rules = baselines.map((baseline) => ({
    name: baseline.name,
    predictedUp: Uint8Array.from(outcome, (_, i) =>
      baseline.predictUp(closesOf(input, i), input.barIndex[i]!, horizonBars) ? 1 : 0,
    ),
  }));
  const contestants = [
    ...rules,
    { name: 'logistic', predictedUp: Uint8Array.from(input.logisticUp, (p) => (p > 0.5 ? 1 : 0)) },
    { name: 'ridge', predictedUp: Uint8Array.from(input.ridgeReturn, (r) => (r > 0 ? 1 : 0)) },
  ].map(({ name, predictedUp }) => ({ predictedUp, score: score(name, predictedUp) }));
  // The best one is picked on this very slice, which flatters it: skill is understated, never overstated.
  const best = contestants.reduce((a, b) => (b.score.accuracy.value > a.score.accuracy.value ? b : a));
  const skill = bootstrapByDay(
    resamples,
    [byDay((i) => Number(modelUp[i] === outcomeUp[i]) - Number(best.predictedUp[i] === outcomeUp[i])), byDay(() => 1)],
    ([moreHits, samples]) => moreHits! / samples!,
    { low: -1, high: 1 },
  );

  const direction = score('model', modelUp);
  const brier = brierScore(probabilityUp, outcomeUp);
  const baselineBrier = brierScore(input.baseRate, outcomeUp);
  const daysNeeded = daysNeededFor(horizonDays);
  const reliability = reliabilityBins(probabilityUp, outcomeUp);
  const baselineQuantiles = scaleBaselineQuantiles(input);
  const modelBounds = centralIntervals.map(({ coverage: nominal, low, high }) => {
    const bounds = boundsInLogReturn(input, input.quantiles, low, high);
    return { nominal, ...bounds, covered: coverOutcomes(outcome, bounds.low, bounds.high) };
  });
  const outcomeReturn = outcome.map((r) => Math.expm1(r));
  const drift = outcome.map((_, i) => driftReturn(closesOf(input, i), input.barIndex[i]!, horizonBars));

  const returns = { outcome: outcomeReturn, model: input.expectedReturn, drift, ridge: input.ridgeReturn };
  const scaledOutcome = outcome.map((r, i) => r / input.scale[i]!);
  const pinball = {
    model: pinballLosses(scaledOutcome, input.quantiles, input.levels),
    historicalVolatility: pinballLosses(scaledOutcome, baselineQuantiles, input.levels),
  };
  const crps = (quantiles: Float64Array): number =>
    mean(rankedProbabilityScores(scaledOutcome, quantiles, input.levels));
  const ups = { outcome: outcomeUp, model: probabilityUp, baseRate: input.baseRate, logistic: input.logisticUp };

  return {
    slice: { from: time[0]!, to: time[time.length - 1]!, days, samples: time.length },
    timeframe: input.timeframe,
    horizonBars,
    daysNeeded,
    instruments: scoreInstruments(input.symbols, {
      instrumentIndex: input.instrumentIndex,
      dayOfSample,
      hits: modelUp.map((up, i) => Number(up === outcomeUp[i])),
      intervals: modelBounds,
      close: Float64Array.from(outcome, (_, i) => closesOf(input, i)[input.barIndex[i]!]!),
      expectedReturn: input.expectedReturn,
      outcomeReturn,
    }),
    direction,
    baselines: contestants.map((c) => c.score),
    skill: { ...skill, versus: best.score.name },
    ...judgeEdge({ days, daysNeeded, skill, mcc: direction.mcc, brier, baselineBrier }),
    probability: {
      brier,
      baselineBrier,
      logisticBrier: brierScore(input.logisticUp, outcomeUp),
      logLoss: logLoss(probabilityUp, outcomeUp),
      baselineLogLoss: logLoss(input.baseRate, outcomeUp),
      logisticLogLoss: logLoss(input.logisticUp, outcomeUp),
      expectedCalibrationError: expectedCalibrationError(reliability),
      calibrationErrorByLuck: measureCalibrationLuck(reliability, probabilityUp, outcomeUp, byDay, resamples),
      reliability,
    },
    classes: input.classes && reportClasses(input.classes, byDay, resamples),
    intervals: scoreIntervals(input, modelBounds, baselineQuantiles, byDay, resamples),
    pinball: scorePinball(pinball, byDay, resamples),
    crps: { model: crps(input.quantiles), historicalVolatility: crps(baselineQuantiles) },
    returns: scoreReturns(returns),
    rolling: followIntervals(input),
    adaptive: scoreAdaptive(input, input.symbols.length, horizonBars),
    grades: scoreGrades(input, input.costs, input.gradePolicy, byDay, resamples),
    directionTest: testDirection(modelUp, outcomeUp, byDay, horizonDays),
    lossTests: testLosses(returns, ups, pinball, byDay, horizonDays),
    bootstrap: { replicates, blockDays, seed: input.seed },
  };
}

function scoreDirection(
  name: string,
  predictedUp: Uint8Array,
  outcomeUp: Uint8Array,
  byDay: SumByDay,
  resamples: DayResamples,
): DirectionScore {
  const cell = (predicted: number, actual: number): Float64Array =>
    byDay((i) => Number(predictedUp[i] === predicted && outcomeUp[i] === actual));
  const columns = [cell(1, 1), cell(1, 0), cell(0, 0), cell(0, 1)];
  const of =
    (metric: (counts: DirectionCounts) => number) =>
    ([truePositive, falsePositive, trueNegative, falseNegative]: Float64Array): number =>
      metric({
        truePositive: truePositive!,
        falsePositive: falsePositive!,
        trueNegative: trueNegative!,
        falseNegative: falseNegative!,
      });
  return {
    name,
    accuracy: bootstrapByDay(resamples, columns, of(directionalAccuracy), { low: 0, high: 1 }),
    mcc: bootstrapByDay(resamples, columns, of(matthewsCorrelation), { low: -1, high: 1 }),
  };
}

/** One central interval of the model as columns, [n] each, in log return. */
interface ModelBounds {
  readonly nominal: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly covered: Float64Array;
}

function scoreIntervals(
  input: EvaluationInput,
  modelBounds: readonly ModelBounds[],
  baselineQuantiles: Float64Array,
  byDay: SumByDay,
  resamples: DayResamples,
): IntervalScore[] {
  const samples = byDay(() => 1);
  return modelBounds.map(({ nominal, low, high, covered }, k) => {
    const levels = centralIntervals[k]!;
    const baseline = boundsInLogReturn(input, baselineQuantiles, levels.low, levels.high);
    const baselineCovered = coverOutcomes(input.outcome, baseline.low, baseline.high);
    return {
      nominal,
      coverage: bootstrapByDay(resamples, [byDay((i) => covered[i]!), samples], ([hits, n]) => hits! / n!, {
        low: 0,
        high: 1,
      }),
      meanWidth: meanIntervalWidth(low, high),
      baselineCoverage: baselineCovered.reduce((sum, x) => sum + x, 0) / baselineCovered.length,
      baselineMeanWidth: meanIntervalWidth(baseline.low, baseline.high),
    };
  });
}

function scorePinball(
  { model, historicalVolatility }: { model: Float64Array; historicalVolatility: Float64Array },
  byDay: SumByDay,
  resamples: DayResamples,
): { model: number; historicalVolatility: number; skill: Estimate } {
  return {
    model: mean(model),
    historicalVolatility: mean(historicalVolatility),
    skill: bootstrapByDay(
      resamples,
      [byDay((i) => model[i]!), byDay((i) => historicalVolatility[i]!)],
      // A baseline without loss (a price that never moves) leaves nothing to be better at.
      ([loss, baselineLoss]) => (baselineLoss! > 0 ? 1 - loss! / baselineLoss! : 0),
      { low: -1, high: 1 },
    ),
  };
}

/** The coverage over time of the 90 % interval; null where the model names no quantiles for its ends. */
function followIntervals(input: EvaluationInput): RollingCoverage | null {
  const [low, high] = [(1 - ROLLING.nominal) / 2, (1 + ROLLING.nominal) / 2];
  if ([low, high].some((level) => findLevel(input.levels, level) < 0)) return null;
  const bounds = boundsInLogReturn(input, input.quantiles, low, high);
  const covered = coverOutcomes(input.outcome, bounds.low, bounds.high);
  return followCoverage(covered, input.instrumentIndex, input.time, input.symbols.length, input.horizonBars);
}

/** The calibration error that right probabilities would show on these days by luck. */
function measureCalibrationLuck(
  bins: readonly ReliabilityBin[],
  probabilityUp: Float64Array,
  outcomeUp: Uint8Array,
  byDay: SumByDay,
  resamples: DayResamples,
): number {
  const isIn = ({ from, to }: ReliabilityBin, p: number): boolean => from <= p && (p < to || (to === 1 && p === 1));
  const columns = bins.map((bin) =>
    byDay((i) => (isIn(bin, probabilityUp[i]!) ? probabilityUp[i]! - outcomeUp[i]! : 0)),
  );
  return luckOfAbsoluteSums(resamples, columns) / outcomeUp.length;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

/** The historical-volatility baseline in units of the scaled label. [n × levels] in rows */
function scaleBaselineQuantiles(input: EvaluationInput): Float64Array {
  const width = input.levels.length;
  const quantiles = new Float64Array(input.time.length * width);
  for (let i = 0; i < input.time.length; i++) {
    const row = historicalVolatilityQuantiles(closesOf(input, i), input.barIndex[i]!, input.horizonBars, input.levels);
    for (let j = 0; j < width; j++) quantiles[i * width + j] = row[j]! / input.scale[i]!;
  }
  return quantiles;
}

/** One interval out of rows of scaled quantiles, in log return. [n] each */
export function boundsInLogReturn(
  input: Pick<SliceForecasts, 'levels' | 'scale'>,
  quantiles: Float64Array,
  lowLevel: number,
  highLevel: number,
): { low: Float64Array; high: Float64Array } {
  const column = (level: number): Float64Array => {
    const j = findLevel(input.levels, level);
    if (j < 0) throw new RangeError(`expected the level ${level} among the quantile levels`);
    return input.scale.map((scale, i) => quantiles[i * input.levels.length + j]! * scale);
  };
  return { low: column(lowLevel), high: column(highLevel) };
}

/** Place of a level; -1 where it is not among them. */
function findLevel(levels: readonly number[], level: number): number {
  return levels.findIndex((l) => Math.abs(l - level) < 1e-9);
}

function closesOf(input: EvaluationInput, sample: number): Float64Array {
  return input.closes[input.instrumentIndex[sample]!]!;
}

/** Numbers the days of UTC that have samples from 0; [n]. */
export function numberDays(time: Float64Array): { days: number; dayOfSample: Int32Array } {
  const dayOfSample = new Int32Array(time.length);
  let day = 0;
  for (let i = 1; i < time.length; i++) {
    if (Math.floor(time[i]! / DAY_MS) > Math.floor(time[i - 1]! / DAY_MS)) day++;
    dayOfSample[i] = day;
  }
  return { days: day + 1, dayOfSample };
}

/** Share of the labels that the days of a block are long enough for. */
const SPANNED_SHARE = 0.9;

/**
 * Days of the slice over which labels keep each other from being independent: from the day of a sample to that of the
 * last bar at which a label begins while its own still runs, h - 1 bars on. For daily bars of one calendar that is h; for
 * others it depends on how many bars a day has, and on the days that instruments do not share.
 */
export function measureSpan(
  {
    time,
    barIndex,
    instrumentIndex,
    times,
    horizonBars,
  }: Pick<EvaluationInput, 'time' | 'barIndex' | 'instrumentIndex' | 'times' | 'horizonBars'>,
  days: number,
  dayOfSample: Int32Array,
): number {
  const firstTimes = new Float64Array(days);
  for (let i = time.length - 1; i >= 0; i--) firstTimes[dayOfSample[i]!] = Math.floor(time[i]! / DAY_MS) * DAY_MS;
  const spans = Int32Array.from(time, (_, i) => {
    const own = times[instrumentIndex[i]!]!;
    const until = own[Math.min(own.length - 1, barIndex[i]! + horizonBars - 1)]!;
    return countUpTo(firstTimes, until) - dayOfSample[i]!;
  }).sort();
  return Math.max(1, spans[Math.floor(SPANNED_SHARE * (spans.length - 1))]!);
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(ascending: Float64Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function checkSamples(input: EvaluationInput): void {
  const samples = input.time.length;
  if (samples === 0) {
    throw new AppError(
      'evaluation/no-samples',
      'Expected windows on the test slice, found none.',
      'Import a longer history, or leave a larger part of it to the test slice.',
    );
  }
  const columns = {
    instrumentIndex: input.instrumentIndex.length,
    barIndex: input.barIndex.length,
    outcome: input.outcome.length,
    scale: input.scale.length,
    quantiles: input.quantiles.length / input.levels.length,
    probabilityUp: input.probabilityUp.length,
    expectedReturn: input.expectedReturn.length,
    variance: input.variance.length,
    logisticUp: input.logisticUp.length,
    ridgeReturn: input.ridgeReturn.length,
    baseRate: input.baseRate.length,
  };
  for (const [name, length] of Object.entries(columns)) {
    if (length !== samples) throw new RangeError(`expected ${samples} samples in ${name}, found ${length}`);
  }
  for (let i = 0; i < samples; i++) {
    if (i > 0 && !(input.time[i]! >= input.time[i - 1]!)) {
      throw new RangeError(`expected samples in order of time, found sample ${i} before its predecessor`);
    }
    const bar = input.barIndex[i]!;
    const bars = input.closes[input.instrumentIndex[i]!]?.length ?? 0;
    if (bar < 0 || bar >= bars) throw new RangeError(`sample ${i}: expected a bar below ${bars}, found ${bar}`);
    const probability = input.probabilityUp[i]!;
    const forecastIsSound =
      probability >= 0 &&
      probability <= 1 &&
      Number.isFinite(input.expectedReturn[i]) &&
      Number.isFinite(input.variance[i]) &&
      Number.isFinite(input.logisticUp[i]) &&
      Number.isFinite(input.ridgeReturn[i]) &&
      input.quantiles.subarray(i * input.levels.length, (i + 1) * input.levels.length).every(Number.isFinite);
    if (!forecastIsSound) throw brokenSample('forecast', input.time[i]!);
    if (!Number.isFinite(input.outcome[i])) throw brokenSample('outcome', input.time[i]!);
    if (!(input.scale[i]! > 0 && Number.isFinite(input.scale[i]))) throw brokenSample('volatility', input.time[i]!);
  }
}

function brokenSample(what: string, time: EpochMs): AppError {
  return new AppError(
    'evaluation/broken-sample',
    `Expected a usable ${what} for the window that ends on ${formatDay(time)}, found none.`,
    'A price that never moves, or a training run that diverged, can cause this; check the data and the training curve.',
  );
}
