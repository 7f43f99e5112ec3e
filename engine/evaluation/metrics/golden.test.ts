import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inverseNormalCdf, normalCdf } from '#contract/normal-distribution.ts';
import { longRunVariance } from '../long-run-variance.ts';
import { brierScore } from './brier-score.ts';
import { countDirections } from './direction-counts.ts';
import { directionalAccuracy } from './directional-accuracy.ts';
import { expectedCalibrationError, reliabilityBins } from './expected-calibration-error.ts';
import { coverOutcomes, meanIntervalWidth } from './interval-coverage.ts';
import { rankedProbabilityScores } from './continuous-ranked-probability-score.ts';
import { logLoss } from './log-loss.ts';
import { matthewsCorrelation } from './matthews-correlation.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanAbsolutePercentageError } from './mean-absolute-percentage-error.ts';
import { pinballLosses } from './pinball-loss.ts';
import { rootMeanSquareError } from './root-mean-square-error.ts';

/** From scikit-learn, scipy and statsmodels, by tools/golden-metrics.py. */
interface Golden {
  input: { outcome: number[]; forecast: number[]; probability: number[]; levels: number[]; quantiles: number[] };
  accuracy: number;
  matthewsCorrelation: number;
  brier: number;
  reliability: { count: number[]; mean: number[]; observed: number[] };
  expectedCalibrationError: number;
  pinball: number;
  rmse: number;
  mae: number;
  coverage80: number;
  meanWidth80: number;
  logLoss: number;
  mape: number;
  crps: number;
  hac: { lag: number; losses: number[]; agreement: number[]; lossStatistic: number; directionStatistic: number };
  normalCdf: [x: number, probability: number][];
  inverseNormalCdf: [probability: number, x: number][];
}

const golden = JSON.parse(
  readFileSync(new URL('../../../tests/golden/metrics.json', import.meta.url), 'utf8'),
) as Golden;
const outcome = Float64Array.from(golden.input.outcome);
const forecast = Float64Array.from(golden.input.forecast);
const probability = Float64Array.from(golden.input.probability);
const quantiles = Float64Array.from(golden.input.quantiles);
const { levels } = golden.input;
const outcomeUp = Uint8Array.from(outcome, (r) => Number(r > 0));
const counts = countDirections(
  Uint8Array.from(probability, (p) => Number(p > 0.5)),
  outcomeUp,
);
const bins = reliabilityBins(probability, outcomeUp);
const level = (j: number): Float64Array => outcome.map((_, i) => quantiles[i * levels.length + j]!);
const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;

it.each([
  ['accuracy', directionalAccuracy(counts), golden.accuracy],
  ['Matthews correlation', matthewsCorrelation(counts), golden.matthewsCorrelation],
  ['Brier score', brierScore(probability, outcomeUp), golden.brier],
  ['expected calibration error', expectedCalibrationError(bins), golden.expectedCalibrationError],
  ['pinball loss', mean(pinballLosses(outcome, quantiles, levels)), golden.pinball],
  ['root mean square error', rootMeanSquareError(forecast, outcome), golden.rmse],
  ['log-loss', logLoss(probability, outcomeUp), golden.logLoss],
  ['mean absolute percentage error of the price', meanAbsolutePercentageError(forecast, outcome), golden.mape],
  ['mean absolute error', meanAbsoluteError(forecast, outcome), golden.mae],
  ['coverage of the 80 % interval', mean(coverOutcomes(outcome, level(1), level(5))), golden.coverage80],
  ['width of the 80 % interval', meanIntervalWidth(level(1), level(5)), golden.meanWidth80],
])('%s agrees with scikit-learn on 200 samples', (_, ours, theirs) => {
  expect(ours).toBeCloseTo(theirs, 13);
});

it('the reliability bins agree with scikit-learn', () => {
  expect(bins.map((b) => b.count)).toEqual(golden.reliability.count);
  bins.forEach((bin, i) => {
    expect(bin.meanProbability).toBeCloseTo(golden.reliability.mean[i]!, 13);
    expect(bin.observedFrequency).toBeCloseTo(golden.reliability.observed[i]!, 13);
  });
});

it.each(golden.normalCdf)('the normal distribution agrees with scipy at %d to a relative 1e-12', (x, p) => {
  expect(Math.abs(normalCdf(x) - p)).toBeLessThanOrEqual(1e-12 * p);
});

it.each(golden.inverseNormalCdf)('its quantile agrees with scipy at %d to a relative 1e-13', (p, x) => {
  expect(Math.abs(inverseNormalCdf(p) - x)).toBeLessThanOrEqual(1e-13 * Math.abs(x));
});

it('the ranked probability score of normal quantiles is the closed form to 0.1 %', () => {
  expect(mean(rankedProbabilityScores(outcome, quantiles, levels)) / golden.crps - 1).toBeCloseTo(0, 3);
});

it.each([
  ['loss differentials', golden.hac.losses, golden.hac.lossStatistic],
  ['agreement of directions', golden.hac.agreement, golden.hac.directionStatistic],
])('the statistic of %s agrees with HAC errors of statsmodels', (_, daily, theirs) => {
  const days = daily.length;
  const centre = daily.reduce((sum, x) => sum + x, 0) / days;
  const variance = longRunVariance(
    Float64Array.from(daily, (x) => x - centre),
    golden.hac.lag,
  );
  expect((centre * days) / Math.sqrt((variance * days) / (days - 1))).toBeCloseTo(theirs, 9);
});
