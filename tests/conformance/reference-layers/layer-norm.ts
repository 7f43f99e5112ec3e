import { mean } from './mathematics.ts';
import type { Sequence, Values } from './sequence.ts';

/** gamma [width], beta [width]; the variance is that of the numbers themselves, divided by their count. */
export function layerNorm(inputs: Sequence, [gamma, beta]: readonly Values[]): Sequence {
  return inputs.map((row) => {
    const centre = mean(row);
    const variance = mean(row.map((value) => (value - centre) ** 2));
    return row.map((value, k) => ((value - centre) / Math.sqrt(variance + 1e-5)) * gamma!(k) + beta!(k));
  });
}
