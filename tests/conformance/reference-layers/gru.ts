import { product, sigmoid } from './mathematics.ts';
import type { ReadWindow } from './recurrent.ts';

/** W [input, 3 units], U [units, 3 units], b [3 units], bR [units]; gates z, r, n. */
export const readByGru: ReadWindow = (inputs, units, [W, U, b, bR]) => {
  let h = new Array<number>(units).fill(0);
  return inputs.map((x) => {
    const fromInput = (g: number, u: number): number => b!(g * units + u) + product(x, W!, 3 * units, g * units + u);
    const fromState = (g: number, u: number): number => product(h, U!, 3 * units, g * units + u);
    h = h.map((previous, u) => {
      const z = sigmoid(fromInput(0, u) + fromState(0, u));
      const r = sigmoid(fromInput(1, u) + fromState(1, u));
      const n = Math.tanh(fromInput(2, u) + r * (fromState(2, u) + bR!(u)));
      return (1 - z) * n + z * previous;
    });
    return h;
  });
};
