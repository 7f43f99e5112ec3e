/** A weighted sum of the columns of a row, and a constant. */
export interface LinearFunction {
  readonly weights: readonly number[];
  readonly intercept: number;
}

/** Weight of the penalty on the squares of the weights; the constant is free. That of scikit-learn's defaults. */
export const PENALTY = 1;

/** Its value at the row that begins at `from`. */
export function evaluateLinear({ weights, intercept }: LinearFunction, rows: ArrayLike<number>, from = 0): number {
  let sum = intercept;
  for (let c = 0; c < weights.length; c++) sum += weights[c]! * rows[from + c]!;
  return sum;
}

/**
 * The weighted sums Σ w x xᵀ of rows [n × columns], each followed by a 1 for the constant:
 * [(columns + 1) × (columns + 1)], with the penalty added on the diagonal of all but the constant.
 */
export function penalisedMoments(rows: Float64Array, columns: number, weight: (row: number) => number): Float64Array {
  const width = columns + 1;
  const sums = new Float64Array(width * width);
  const count = rows.length / columns;
  for (let r = 0; r < count; r++) {
    const w = weight(r);
    const from = r * columns;
    for (let i = 0; i < columns; i++) {
      const scaled = w * rows[from + i]!;
      for (let j = 0; j <= i; j++) sums[i * width + j]! += scaled * rows[from + j]!;
      sums[columns * width + i]! += scaled;
    }
    sums[columns * width + columns]! += w;
  }
  for (let i = 0; i < columns; i++) sums[i * width + i]! += PENALTY;
  return sums;
}
