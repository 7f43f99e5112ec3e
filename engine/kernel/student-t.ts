import { logGammaRatio } from './gamma-ratio.ts';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';

/** Student's t distribution: density, cumulative probability and quantile, for any degrees of freedom above 0. */

/** Gamma((n + 1) / 2) / (sqrt(n pi) Gamma(n / 2)) (1 + x^2 / n)^(-(n + 1) / 2). */
export function studentTDensity(x: number, degrees: number): number {
  const logarithm = logGammaRatio(degrees / 2) - ((degrees + 1) / 2) * Math.log1p((x * x) / degrees);
  return Math.exp(logarithm) / Math.sqrt(degrees * Math.PI);
}

/** P(X <= x) = I_v(n / 2, 1 / 2) / 2 for x < 0, with v = n / (n + x^2) (Abramowitz and Stegun 26.5.27). */
export function studentTCdf(x: number, degrees: number): number {
  const square = x * x;
  const tail = 0.5 * regularisedBeta(degrees / (degrees + square), square / (degrees + square), degrees / 2);
  return x < 0 ? tail : 1 - tail;
}

/** I_v(a, 1/2) with w = 1 - v: by its continued fraction, on whichever side of it that converges fast. */
function regularisedBeta(v: number, w: number, a: number): number {
  if (w === 0) return 1;
  // v^a w^(1/2) / B(a, 1/2)
  const front = Math.exp(logGammaRatio(a) + a * Math.log(v)) * Math.sqrt(w / Math.PI);
  return v < (a + 1) / (a + 2.5) ? (front / a) * betaFraction(v, a, 0.5) : 1 - 2 * front * betaFraction(w, 0.5, a);
}

/** The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), by Lentz's method. */
function betaFraction(v: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * v) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * v) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * v) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return fraction;
}

/** The x with P(X <= x) = probability, 0 < probability < 1, by Newton's steps in a bracket, from the normal quantile. */
export function studentTQuantile(probability: number, degrees: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`expected a probability between 0 and 1, found ${probability}`);
  }
  if (probability === 0.5) return 0;
  // The lower tail keeps its digits; the upper one is its mirror.
  if (probability > 0.5) return -studentTQuantile(1 - probability, degrees);
  let low = -1;
  while (studentTCdf(low, degrees) > probability) low *= 2;
  let high = 0;
  let x = Math.max(low, inverseNormalCdf(probability));
  for (let step = 0; step < 100; step++) {
    const excess = studentTCdf(x, degrees) - probability;
    if (excess > 0) high = x;
    else low = x;
    const newton = x - excess / studentTDensity(x, degrees);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-14 * Math.abs(x)) return next;
    x = next;
  }
  return x;
}
