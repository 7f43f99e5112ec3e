/**
 * Pinball loss of each sample, averaged over the levels τ: max(τ (y - q), (τ - 1)(y - q)), in the unit of the
 * outcome; lower is better, and in expectation least for the true quantiles.
 * Source: Koenker and Bassett 1978, Econometrica 46, 33-50.
 * outcome [n], quantiles [n × levels] in rows, levels [levels]; returns [n].
 */
export function pinballLosses(outcome: Float64Array, quantiles: Float64Array, levels: readonly number[]): Float64Array {
  const width = levels.length;
  return outcome.map((value, i) => {
    let sum = 0;
    for (let j = 0; j < width; j++) {
      const error = value - quantiles[i * width + j]!;
      sum += error >= 0 ? levels[j]! * error : (levels[j]! - 1) * error;
    }
    return sum / width;
  });
}
