import type { SignificanceTest } from '#contract/evaluation.ts';
import { studentTCdf } from '../kernel/student-t.ts';
import { lagFor, longRunVariance } from './long-run-variance.ts';

/** Fewer blocks of dependent days than these tell nothing. */
const FEWEST_BLOCKS = 4;

/**
 * Whether a sum of daily values is above zero by more than chance: its ratio to the square root of its long-run
 * variance, held against Student's t with as many degrees of freedom as there are runs of days that do not depend on each
 * other, less one. Plain normal tails find "significance" in noise too often where labels overlap (Harvey, Leybourne and
 * Newbold 1997, International Journal of Forecasting 13, 281-291). Null where there are too few days, or where the values
 * never differ.
 */
export function testDailySums(daily: Float64Array, horizonDays: number): SignificanceTest | null {
  const days = daily.length;
  const lagDays = lagFor(days, horizonDays);
  const blocks = days / Math.max(1, horizonDays > 1 ? lagDays / 2 : 1);
  if (blocks < FEWEST_BLOCKS) return null;
  const sum = daily.reduce((total, x) => total + x, 0);
  const mean = sum / days;
  const variance = longRunVariance(
    daily.map((x) => x - mean),
    lagDays,
  );
  // Bartlett's weights to twice the span of overlapping labels keep 5/6 of their variance, as blocks of that length do
  // in bootstrap.ts.
  const kept = horizonDays > 1 ? 5 / 6 : 1;
  if (!(variance > 1e-18 * daily.reduce((total, x) => total + x * x, 0))) return null;
  const statistic = sum / Math.sqrt((variance / kept) * (days / (days - 1)));
  return { statistic, pValue: studentTCdf(-statistic, blocks - 1), lagDays };
}

/**
 * Diebold–Mariano test of equal accuracy, by days: `worse` and `better` [n] are losses of two forecasts of the same
 * samples; the test is whether those of `better` are lower. Source: Diebold and Mariano 1995, Journal of Business and
 * Economic Statistics 13, 253-263; the samples of a day are summed, as they move together.
 */
export function compareLosses(
  worse: ArrayLike<number>,
  better: ArrayLike<number>,
  byDay: (value: (sample: number) => number) => Float64Array,
  horizonDays: number,
): SignificanceTest | null {
  return testDailySums(
    byDay((i) => worse[i]! - better[i]!),
    horizonDays,
  );
}

/**
 * Pesaran–Timmermann test of direction: whether what was said (1 up, 0 not) goes with what came more than chance would
 * have it, by the sum of (said - mean said)(came - mean came). In the form of Pesaran and Timmermann 2009, Journal of the
 * American Statistical Association 104, 325-337, which allows for dependence between days: the test of 1992 takes each
 * sample as independent, which samples of a day and overlapping labels are not. Null for what always says the same.
 */
export function testDirection(
  said: ArrayLike<number>,
  came: ArrayLike<number>,
  byDay: (value: (sample: number) => number) => Float64Array,
  horizonDays: number,
): SignificanceTest | null {
  const mean = (values: ArrayLike<number>): number => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i]!;
    return sum / values.length;
  };
  const [meanSaid, meanCame] = [mean(said), mean(came)];
  return testDailySums(
    byDay((i) => (said[i]! - meanSaid) * (came[i]! - meanCame)),
    horizonDays,
  );
}
