/** A probability of 0 that comes true would cost an infinite loss; scikit-learn clips at the same place. */
const LEAST = 2 ** -52;

/**
 * Log-loss: mean of -ln P(what came), in nats; lower is better. Both arrays [n].
 * Source: Good 1952, "Rational decisions", Journal of the Royal Statistical Society B 14, 107-114.
 */
export function logLoss(probabilityUp: Float64Array, outcomeUp: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < outcomeUp.length; i++) {
    const said = outcomeUp[i] === 1 ? probabilityUp[i]! : 1 - probabilityUp[i]!;
    sum -= Math.log(Math.min(1 - LEAST, Math.max(LEAST, said)));
  }
  return sum / outcomeUp.length;
}
