import type { Leak } from '#contract/leak-certificate.ts';
import { balanceClasses } from '../../features/class-weights.ts';
import { computeFeatures } from '../../features/compute-features.ts';
import { cutAfter } from '../../features/cut-after.ts';
import { countClasses } from '../../features/label.ts';
import { fitScaler, type FittedScaler } from '../../features/scalers/scaler.ts';
import { measurePriors } from '../../forecast/calibrator.ts';
import { fitLinearModels, type LinearModels } from '../../forecast/linear-models/linear-models.ts';
import { findDifference } from './find-difference.ts';
import { attempt, type Subject } from './subject.ts';
import type { Tally } from './tally.ts';

/**
 * Whether all that was fitted was fitted before where it is judged. What a fit says of itself is checked for all; and
 * what was fitted on the train part is fitted again, on histories that end with it: the scalers of the instruments at
 * `places`, weights and shares of classes, the linear models of the baselines. Of a calibrator, samples and share of ups must be those of the calibration
 * part.
 */
export function checkFits(subject: Subject, places: readonly number[], tally: Tally): void {
  checkScalers(subject, tally);
  for (const place of places) refitScalers(subject, place, tally);
  checkClasses(subject, tally);
  checkCalibrators(subject, tally);
  checkLinearModels(subject, tally);
}

function checkScalers({ dataset: { instruments, split }, model }: Subject, tally: Tally): void {
  for (const { input, table } of instruments) {
    table.names.forEach((name, c) => {
      const { to } = model.scalers[input.symbol]![c]!.fittedOn;
      tally.count('fits', 1);
      if (to > split.train.to) tally.report(leakOfFit(`scaler of ${name}`, input.symbol, split.train.to, to));
    });
  }
}

function refitScalers({ dataset, model }: Subject, place: number, tally: Tally): void {
  const { features, instruments, split } = dataset;
  const { input, table } = instruments[place]!;
  const known = cutAfter(input, split.train.to, 0);
  const anew = attempt(() => {
    const { columns, featureOf } = computeFeatures(features, known);
    return columns.map((column, c) => fitScaler(features[featureOf[c]!]!.scaler, column, known.bars.time, split.train));
  });
  model.scalers[input.symbol]!.forEach((scaler, c) => {
    const fitted = numbersOf(scaler);
    tally.count('fits', fitted.length);
    // Null: the history up to there had no values to fit on, so they came from behind.
    if (anew !== null && findDifference(fitted, numbersOf(anew[c]!)) < 0) return;
    const last = input.bars.time.at(-1)!;
    tally.report({ ...leakOfFit(`scaler of ${table.names[c]!}`, input.symbol, split.train.to, last), how: 'cut off' });
  });
}

function numbersOf({ offset, factor, min, max, mean }: FittedScaler): number[] {
  return [offset, factor, min, max, mean];
}

/** Weights of the loss and the shares that a calibrator takes from the train part. */
function checkClasses({ dataset, model }: Subject, tally: Tally): void {
  const { classWeights, parts, split } = dataset;
  const { label } = model.experiment.spec;
  const { labels, horizons } = parts.train.windows;
  const priors = measurePriors(label, labels, classWeights);
  if (priors === null) return;
  const compare = (what: string, fitted: readonly number[], anew: readonly number[]): void => {
    tally.count('fits', anew.length);
    if (findDifference(fitted, anew) < 0) return;
    tally.report(leakOfFit(what, null, split.train.to, split.test.to));
  };
  if (classWeights) {
    compare('weights of classes', classWeights.flat(), balanceClasses(labels, horizons, countClasses(label)).flat());
  }
  model.calibrators.forEach((calibrator, h) => {
    const own = calibrator.kind === 'classes' ? calibrator.priors : { shares: [], weights: [] };
    compare('shares of classes', [...own.shares, ...own.weights], [...priors[h]!.shares, ...priors[h]!.weights]);
  });
}

function checkCalibrators({ dataset, model }: Subject, tally: Tally): void {
  const { instruments, parts, split } = dataset;
  const { origins, outcomesUntil } = parts.calibration;
  const samples = origins.bar.length;
  model.calibrators.forEach(({ fittedOn, samples: fittedSamples, baseRate }, h) => {
    const horizonBars = model.experiment.spec.label.horizons[h]!;
    const ups = origins.bar.reduce((count, bar, sample) => {
      const { close } = instruments[origins.instrument[sample]!]!.input.bars;
      // As the calibrator counts: prices so close that the logarithm of their ratio is 0 are no rise.
      return count + (Math.log(close[bar + horizonBars]! / close[bar]!) > 0 ? 1 : 0);
    }, 0);
    tally.count('fits', 4);
    const isSound =
      fittedOn.to < split.test.from &&
      fittedOn.to >= outcomesUntil &&
      fittedSamples === samples &&
      baseRate === ups / samples;
    if (isSound) return;
    tally.report(leakOfFit(`calibrator over ${horizonBars} bars`, null, split.test.from, fittedOn.to));
  });
}

/** The linear models are fitted again on the train part, and must come out the same. */
function checkLinearModels({ dataset, model }: Subject, tally: Tally): void {
  const { parts, split } = dataset;
  model.linearModels.forEach((fitted, h) => {
    const anew = fitLinearModels(dataset, h);
    const numbersOf = ({ logistic, ridge }: LinearModels): number[] => [
      ...logistic.weights,
      logistic.intercept,
      ...ridge.weights,
      ridge.intercept,
    ];
    const numbers = numbersOf(anew);
    tally.count('fits', numbers.length);
    const isSound = fitted.fittedOn.to <= parts.train.outcomesUntil && findDifference(numbersOf(fitted), numbers) < 0;
    if (isSound) return;
    const horizonBars = model.experiment.spec.label.horizons[h]!;
    tally.report(leakOfFit(`linear models over ${horizonBars} bars`, null, split.train.to, fitted.fittedOn.to));
  });
}

function leakOfFit(what: string, symbol: string | null, cut: number, bar: number): Leak {
  return { stage: 'fits', symbol, what, how: 'as built', cut, bar };
}
