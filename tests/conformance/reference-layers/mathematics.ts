import type { Values } from './sequence.ts';

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function softmax(logits: readonly number[]): number[] {
  const powers = logits.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Column `column` of x W, W [width of x, columns]. */
export function product(x: readonly number[], W: Values, columns: number, column: number): number {
  return x.reduce((sum, value, k) => sum + value * W(k * columns + column), 0);
}

/** x W + b, b [columns]. */
export function affine(x: readonly number[], W: Values, b: Values, columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => b(column) + product(x, W, columns, column));
}
