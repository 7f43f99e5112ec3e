import type { PairedScore } from '#contract/api/models.ts';
import { AppError } from '#contract/errors.ts';
import type { Slice } from '#contract/evaluation.ts';
import { blockDaysFor, bootstrapByDay, daysNeededFor, defaultReplicates, resampleDays, sumByDay } from './bootstrap.ts';
import { boundsInLogReturn, measureSpan, numberDays } from './evaluate.ts';
import type { SliceForecasts } from './forecast-slice.ts';
import { coverOutcomes } from './metrics/interval-coverage.ts';

/** Scores of two models on the samples that both have, and how they differ. */
export interface Comparison {
  readonly slice: Slice;
  readonly daysNeeded: number;
  readonly scores: readonly PairedScore[];
}

/**
 * Compares forecasts of one horizon by two models whose instruments are numbered alike, sample by sample: a sample is
 * one bar of one instrument. Differences (a minus b) are paired, and their intervals come from a bootstrap over whole days
 * with the blocks of engine/evaluation/bootstrap.ts. `times` are those of all bars of each instrument.
 * Errors: data/too-short where no sample is in both.
 */
export function compareForecasts(
  a: SliceForecasts,
  b: SliceForecasts,
  times: readonly Float64Array[],
  horizonBars: number,
  seed: number,
): Comparison {
  const pairs = pairSamples(a, b);
  const of = (column: Float64Array, place: 'a' | 'b'): Float64Array =>
    Float64Array.from(pairs, (pair) => column[pair[place]]!);
  const time = of(a.time, 'a');
  const outcome = of(a.outcome, 'a');
  const samples = {
    time,
    barIndex: Int32Array.from(pairs, (pair) => a.barIndex[pair.a]!),
    instrumentIndex: Int32Array.from(pairs, (pair) => a.instrumentIndex[pair.a]!),
    times,
    horizonBars,
  };
  const { days, dayOfSample } = numberDays(time);
  const spanDays = measureSpan(samples, days, dayOfSample);
  const resamples = resampleDays(days, Math.min(days, blockDaysFor(spanDays)), defaultReplicates, seed);
  const count = sumByDay(dayOfSample, days, () => 1);

  const describe = (forecasts: SliceForecasts, place: 'a' | 'b') => {
    const probability = of(forecasts.probabilityUp, place);
    const expected = of(forecasts.expectedReturn, place);
    const bounds = boundsInLogReturn(forecasts, forecasts.quantiles, 0.1, 0.9);
    const [low, high] = [of(bounds.low, place), of(bounds.high, place)];
    return {
      accuracy: outcome.map((r, i) => Number(probability[i]! > 0.5 === r > 0)),
      brier: outcome.map((r, i) => (probability[i]! - Number(r > 0)) ** 2),
      'absolute-error': outcome.map((r, i) => Math.abs(expected[i]! - Math.expm1(r))),
      'coverage-80': coverOutcomes(outcome, low, high),
      'width-80': high.map((value, i) => value - low[i]!),
    } satisfies Record<PairedScore['name'], Float64Array>;
  };
  const [ofA, ofB] = [describe(a, 'a'), describe(b, 'b')];
  const score = (name: PairedScore['name'], isBetter: 'higher' | 'lower' | null): PairedScore => {
    const [x, y] = [ofA[name], ofB[name]];
    // No mean of differences is larger than the largest of them.
    const range = x.reduce((most, value, i) => Math.max(most, Math.abs(value - y[i]!)), 0);
    const difference = bootstrapByDay(
      resamples,
      [sumByDay(dayOfSample, days, (i) => x[i]! - y[i]!), count],
      ([sum, n]) => sum! / n!,
      { low: -range, high: range },
    );
    return { name, a: mean(x), b: mean(y), difference, better: isBetter && judge(difference, isBetter) };
  };
  return {
    slice: { from: time[0]!, to: time.at(-1)!, days, samples: pairs.length },
    daysNeeded: daysNeededFor(spanDays),
    scores: [
      score('accuracy', 'higher'),
      score('brier', 'lower'),
      score('absolute-error', 'lower'),
      // Neither more coverage nor less width is better by itself.
      score('coverage-80', null),
      score('width-80', null),
    ],
  };
}

/** Places of the samples that both have, ascending in time as in `a`. */
function pairSamples(a: SliceForecasts, b: SliceForecasts): { readonly a: number; readonly b: number }[] {
  const key = (of: SliceForecasts, i: number): string => `${of.instrumentIndex[i]!} ${of.barIndex[i]!}`;
  const places = new Map(Array.from(b.time, (_, i) => [key(b, i), i]));
  const pairs = Array.from(a.time, (_, i) => ({ a: i, b: places.get(key(a, i)) ?? -1 })).filter((pair) => pair.b >= 0);
  if (pairs.length > 0) return pairs;
  throw new AppError(
    'data/too-short',
    'There is no bar that both models can forecast, behind what either was fitted on, with a known outcome.',
    'Compare models that know the same instruments, or import newer bars.',
  );
}

function judge({ low, high }: { low: number; high: number }, isBetter: 'higher' | 'lower'): 'a' | 'b' | null {
  if (low <= 0 && high >= 0) return null;
  return low > 0 === (isBetter === 'higher') ? 'a' : 'b';
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
