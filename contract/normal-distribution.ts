/** The standard normal distribution: density, cumulative probability and quantile. No units. */

const inverseSqrtTwoPi = 1 / Math.sqrt(2 * Math.PI);

/** exp(-x² / 2) / sqrt(2 π). */
export function normalDensity(x: number): number {
  return inverseSqrtTwoPi * Math.exp(-0.5 * x * x);
}

/**
 * P(X ≤ x). Up to |x| = 3 by the series Φ(x) = 1/2 + φ(x) (x + x³/3 + x⁵/(3·5) + …) (Marsaglia 2004,
 * "Evaluating the normal distribution"); beyond, by Laplace's continued fraction of the tail,
 * 1 - Φ(x) = φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))) (Abramowitz and Stegun 26.2.14), which keeps the relative
 * accuracy of small probabilities that 1 - Φ would lose.
 */
export function normalCdf(x: number): number {
  const distance = Math.abs(x);
  if (Number.isNaN(x)) return NaN;
  if (distance <= 3) {
    let term = x;
    let sum = x;
    for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
      term *= (x * x) / odd;
      sum += term;
    }
    return 0.5 + normalDensity(x) * sum;
  }
  // 100 terms suffice for 1e-15 at the border, |x| = 3; further out fewer would do.
  let fraction = distance;
  for (let k = 100; k >= 1; k--) fraction = distance + k / fraction;
  const tail = normalDensity(distance) / fraction;
  return x < 0 ? tail : 1 - tail;
}

/** Coefficients from the constant up; Horner's scheme. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i]!;
  return value;
}

// Rational approximations of algorithm AS 241, PPND16 (Wichura 1988, Applied Statistics 37, 477-484).
const centreTop = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
  67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const centreBottom = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
  28729.085735721942674, 5226.495278852854561,
];
const middleTop = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const middleBottom = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const tailTop = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
  0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const tailBottom = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

/** The x with P(X ≤ x) = probability, to a relative error of about 1e-16 (AS 241); ∓Infinity at 0 and 1. */
export function inverseNormalCdf(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`expected a probability between 0 and 1, found ${probability}`);
  }
  if (probability === 0) return -Infinity;
  if (probability === 1) return Infinity;
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(centreTop, r)) / polynomial(centreBottom, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability));
  const distance =
    r <= 5
      ? polynomial(middleTop, r - 1.6) / polynomial(middleBottom, r - 1.6)
      : polynomial(tailTop, r - 5) / polynomial(tailBottom, r - 5);
  return q < 0 ? -distance : distance;
}
