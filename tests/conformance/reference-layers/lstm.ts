import { product, sigmoid } from './mathematics.ts';
import type { ReadWindow } from './recurrent.ts';

/** W [input, 4 units], U [units, 4 units], b [4 units]; gates i, f, g, o. */
export const readByLstm: ReadWindow = (inputs, units, [W, U, b]) => {
  let h = new Array<number>(units).fill(0);
  let c = new Array<number>(units).fill(0);
  return inputs.map((x) => {
    const gate = (g: number, u: number): number => {
      const column = g * units + u;
      return b!(column) + product(x, W!, 4 * units, column) + product(h, U!, 4 * units, column);
    };
    const next = h.map((_, u) => {
      const cell = sigmoid(gate(1, u)) * c[u]! + sigmoid(gate(0, u)) * Math.tanh(gate(2, u));
      return { cell, hidden: sigmoid(gate(3, u)) * Math.tanh(cell) };
    });
    c = next.map((n) => n.cell);
    h = next.map((n) => n.hidden);
    return h;
  });
};
