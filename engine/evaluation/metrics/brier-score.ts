/**
 * Brier score: mean of (p - o)², o = 1 where the outcome was up, else 0; in [0, 1], lower is better.
 * Source: Brier 1950, Monthly Weather Review 78, 1-3 (in its two-class half form).
 * Both arrays [n].
 */
export function brierScore(probabilityUp: Float64Array, outcomeUp: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < outcomeUp.length; i++) sum += (probabilityUp[i]! - outcomeUp[i]!) ** 2;
  return sum / outcomeUp.length;
}
