import { penalisedMoments, type LinearFunction } from './linear-function.ts';
import { solveSymmetric } from './solve-symmetric.ts';

/**
 * Ridge regression: the weights and the constant with the least Σ (y - w x - c)² + |w|² (Hoerl and Kennard 1970,
 * Technometrics 12, 55-67). rows [n × columns], targets [n].
 */
export function fitRidge(rows: Float64Array, columns: number, targets: Float64Array): LinearFunction {
  const right = new Float64Array(columns + 1);
  targets.forEach((y, r) => {
    for (let c = 0; c < columns; c++) right[c]! += y * rows[r * columns + c]!;
    right[columns]! += y;
  });
  const solution = solveSymmetric(
    penalisedMoments(rows, columns, () => 1),
    right,
  );
  return { weights: Array.from(solution.subarray(0, columns)), intercept: solution[columns]! };
}
