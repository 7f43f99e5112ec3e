/**
 * Solves A x = b for a symmetric positive definite A [n × n] in rows, by Cholesky's factorisation A = L Lᵀ (Golub and
 * Van Loan 2013, Matrix Computations, 4.2). A is overwritten by L. Returns x [n].
 */
export function solveSymmetric(matrix: Float64Array, right: ArrayLike<number>): Float64Array {
  const n = right.length;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      if (i > j) matrix[i * n + j] = sum / matrix[j * n + j]!;
      else if (sum > 0) matrix[j * n + j] = Math.sqrt(sum);
      else throw new RangeError(`expected a positive definite matrix, found ${sum} at place ${j}`);
    }
  }
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= matrix[i * n + k]! * x[k]!;
    x[i]! /= matrix[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= matrix[k * n + i]! * x[k]!;
    x[i]! /= matrix[i * n + i]!;
  }
  return x;
}
