/** Steps up to where the asymptotic series is exact to the last digits. */
const STEPS = 16;

/**
 * ln Gamma(x + 1/2) - ln Gamma(x) for x > 0: the asymptotic series in 1 / x (Tricomi and Erdelyi 1951) after going up by
 * Gamma(x + 1) = x Gamma(x). The difference of two ln Gamma would lose digits where both are large.
 */
export function logGammaRatio(x: number): number {
  let sum = 0;
  for (let k = 0; k < STEPS; k++) sum -= Math.log1p(0.5 / (x + k));
  const r = 1 / (x + STEPS);
  const q = r * r;
  const series = r * (1 / 8 - q * (1 / 192 - q * (1 / 640 - q * (17 / 14336 - q * (31 / 18432)))));
  return sum - 0.5 * Math.log(r) - series;
}

/** Its derivative. */
export function logGammaRatioSlope(x: number): number {
  let sum = 0;
  for (let k = 0; k < STEPS; k++) sum += 0.5 / ((x + k) * (x + k + 0.5));
  const r = 1 / (x + STEPS);
  const q = r * r;
  return sum + 0.5 * r + q * (1 / 8 - q * (1 / 64 - q * (1 / 128 - q * (17 / 2048 - q * (31 / 2048)))));
}
