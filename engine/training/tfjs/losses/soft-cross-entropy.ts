import { lossFromNumbers } from './from-numbers.ts';
import type { LossFunction } from './loss-function.ts';

/**
 * Cross-entropy with label smoothing (Szegedy et al. 2016) and focus f (focal loss; Lin et al. 2017):
 * -sum_k t_k (1 - p_k)^f ln p_k, t_k = [k = y] (1 - smoothing) + smoothing / classes.
 * outputs [batch, horizons * classes] are logits.
 */
export function softCrossEntropy(classes: number, smoothing: number, focus: number): LossFunction {
  return lossFromNumbers(classes, (outputs, label, slopes) => {
    const logits = Array.from(outputs);
    const largest = Math.max(...logits);
    const powers = logits.map((x) => Math.exp(x - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    let loss = 0;
    // By ln p of each class.
    const byLogarithm = logits.map((x, k) => {
      const target = (k === label ? 1 - smoothing : 0) + smoothing / classes;
      const rest = powers.reduce((others, power, j) => (j === k ? others : others + power), 0) / sum;
      const logarithm = x - largest - Math.log(sum);
      loss -= target * rest ** focus * logarithm;
      const curve = rest > 0 ? focus * (powers[k]! / sum) * rest ** (focus - 1) * logarithm : 0;
      return -target * (rest ** focus - curve);
    });
    const total = byLogarithm.reduce((a, b) => a + b, 0);
    byLogarithm.forEach((u, k) => {
      slopes[k] = u - (powers[k]! / sum) * total;
    });
    return loss;
  });
}
