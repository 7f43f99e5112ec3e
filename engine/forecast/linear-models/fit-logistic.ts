import { evaluateLinear, penalisedMoments, PENALTY, type LinearFunction } from './linear-function.ts';
import { solveSymmetric } from './solve-symmetric.ts';

/** Newton's method doubles the right digits in each step; what needs more than these does not converge. */
const MOST_STEPS = 50;
const STEP_TOLERANCE = 1e-12;

/** No sample is worth nothing in a step, however sure the model is of it; keeps the matrix positive definite. */
const LEAST_WEIGHT = 1e-10;

/**
 * Logistic regression: the weights and the constant with the least Σ -ln P(y) + |w|² / 2, P(up) = 1 / (1 + exp(-(w x + c)))
 * (Hosmer, Lemeshow and Sturdivant 2013, Applied Logistic Regression), by Newton's method, halving steps that overshoot.
 * rows [n × columns]; ups [n] are 1 or 0. Where all are alike the constant would be infinite: then
 * each kind counts half a sample more, and no column anything.
 */
export function fitLogistic(rows: Float64Array, columns: number, ups: Uint8Array): LinearFunction {
  const count = ups.length;
  const ones = ups.reduce((sum, up) => sum + up, 0);
  let model: LinearFunction = {
    weights: new Array<number>(columns).fill(0),
    intercept: Math.log((ones + 0.5) / (count - ones + 0.5)),
  };
  if (ones === 0 || ones === count) return model;
  let loss = penalisedLoss(model, rows, columns, ups);
  for (let step = 0; step < MOST_STEPS; step++) {
    const said = new Float64Array(count);
    const gradient = new Float64Array(columns + 1);
    for (let r = 0; r < count; r++) {
      said[r] = logistic(evaluateLinear(model, rows, r * columns));
      const error = said[r]! - ups[r]!;
      for (let c = 0; c < columns; c++) gradient[c]! += error * rows[r * columns + c]!;
      gradient[columns]! += error;
    }
    model.weights.forEach((w, c) => (gradient[c]! += PENALTY * w));
    const move = solveSymmetric(
      penalisedMoments(rows, columns, (r) => Math.max(LEAST_WEIGHT, said[r]! * (1 - said[r]!))),
      gradient,
    );
    const before = model;
    let share = 1;
    const walk = (): LinearFunction => ({
      weights: before.weights.map((w, c) => w - share * move[c]!),
      intercept: before.intercept - share * move[columns]!,
    });
    let next = walk();
    let nextLoss = penalisedLoss(next, rows, columns, ups);
    while (!(nextLoss <= loss) && share > 1e-6) {
      share /= 2;
      next = walk();
      nextLoss = penalisedLoss(next, rows, columns, ups);
    }
    if (!(nextLoss <= loss)) break;
    model = next;
    loss = nextLoss;
    if (Math.max(...move.map(Math.abs)) * share < STEP_TOLERANCE) break;
  }
  return model;
}

/** 1 / (1 + exp(-x)) */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function penalisedLoss(model: LinearFunction, rows: Float64Array, columns: number, ups: Uint8Array): number {
  let loss = (PENALTY / 2) * model.weights.reduce((sum, w) => sum + w * w, 0);
  for (let r = 0; r < ups.length; r++) {
    const x = evaluateLinear(model, rows, r * columns);
    // ln(1 + exp(-x)) of the odds of what came, without overflow.
    const odds = ups[r] === 1 ? x : -x;
    loss += odds > 0 ? Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds)) - odds;
  }
  return loss;
}
