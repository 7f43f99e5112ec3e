/**
 * The four counts of a yes/no forecast, "up" being yes. Both direction metrics are functions of these alone,
 * and counts add up over days, which is what makes the bootstrap by day cheap.
 */
export interface DirectionCounts {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
}

/** Counts over samples; both arrays [n], 1 = up. */
export function countDirections(predictedUp: Uint8Array, outcomeUp: Uint8Array): DirectionCounts {
  let truePositive = 0;
  let falsePositive = 0;
  let trueNegative = 0;
  let falseNegative = 0;
  for (let i = 0; i < outcomeUp.length; i++) {
    if (predictedUp[i]) {
      if (outcomeUp[i]) truePositive++;
      else falsePositive++;
    } else if (outcomeUp[i]) falseNegative++;
    else trueNegative++;
  }
  return { truePositive, falsePositive, trueNegative, falseNegative };
}
