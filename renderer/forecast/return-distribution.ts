/** Interim: replaced by contract/return-distribution.ts. */
import type { Forecast } from '#contract/forecast.ts';

export interface Returns {
  readonly probabilityOfAtLeast: (threshold: number) => number;
  readonly returnAt: (level: number) => number;
}

function normalCdf(z: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(z) / Math.SQRT2));
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp((-z * z) / 2);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}

function inverse(p: number): number {
  let low = -8;
  let high = 8;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export function readForecast({ quantiles }: Pick<Forecast, 'quantiles'>): Returns {
  const scores = quantiles.map(({ level }) => inverse(level));
  const values = quantiles.map((quantile) => Math.log1p(quantile.return));
  const last = scores.length - 1;
  const segment = (column: readonly number[], x: number): number => {
    let i = 0;
    while (i < last - 1 && x > column[i + 1]!) i++;
    return i;
  };
  const between = (x: number, from: readonly number[], to: readonly number[]): number => {
    const i = segment(from, x);
    return to[i]! + ((x - from[i]!) / (from[i + 1]! - from[i]! || 1e-12)) * (to[i + 1]! - to[i]!);
  };
  return {
    probabilityOfAtLeast: (threshold) =>
      threshold <= -1 ? 1 : 1 - normalCdf(between(Math.log1p(threshold), values, scores)),
    returnAt: (level) => Math.expm1(between(inverse(level), scores, values)),
  };
}
