/**
 * The weight of each class that makes all count alike in a loss, n / (K * n of the class) for K classes (King and Zeng
 * 2001, "Logistic Regression in Rare Events Data", section 4.2): their mean over the samples is 1. A class that never
 * occurs has the weight 1. `labels` [samples * horizons] are places of classes; returns [horizons][classes].
 */
export function balanceClasses(labels: Float32Array, horizons: number, classes: number): number[][] {
  const samples = labels.length / horizons;
  return Array.from({ length: horizons }, (_, h) => {
    const counts = new Array<number>(classes).fill(0);
    for (let s = 0; s < samples; s++) counts[labels[s * horizons + h]!]! += 1;
    return counts.map((count) => (count > 0 ? samples / (classes * count) : 1));
  });
}

/** The weight of each label: that of its class. [samples * horizons] */
export function weighLabels(labels: Float32Array, weights: readonly (readonly number[])[]): Float32Array {
  return labels.map((label, i) => weights[i % weights.length]![label]!);
}
