import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { inventHistory } from '../../features/invented-history.test-data.ts';
import { inventModel } from '../invented-model.test-data.ts';
import { fitLogistic, logistic } from './fit-logistic.ts';
import { fitRidge } from './fit-ridge.ts';
import { evaluateLinear, type LinearFunction } from './linear-function.ts';
import { fitLinearModels, readLinearModels } from './linear-models.ts';
import { solveSymmetric } from './solve-symmetric.ts';

/** From scikit-learn, by tools/golden-metrics.py. */
const { linear } = JSON.parse(readFileSync(new URL('../../../tests/golden/metrics.json', import.meta.url), 'utf8')) as {
  linear: { columns: number; rows: number[]; target: number[]; logistic: LinearFunction; ridge: LinearFunction };
};
const rows = Float64Array.from(linear.rows);
const target = Float64Array.from(linear.target);
const ups = Uint8Array.from(target, (y) => Number(y > 0));

function expectClose(ours: LinearFunction, theirs: LinearFunction, digits: number): void {
  ours.weights.forEach((weight, c) => {
    expect(weight).toBeCloseTo(theirs.weights[c]!, digits);
  });
  expect(ours.intercept).toBeCloseTo(theirs.intercept, digits);
}

it('ridge regression agrees with scikit-learn', () => {
  expectClose(fitRidge(rows, linear.columns, target), linear.ridge, 11);
});

it('logistic regression agrees with scikit-learn', () => {
  expectClose(fitLogistic(rows, linear.columns, ups), linear.logistic, 8);
});

describe('solveSymmetric', () => {
  it('solves what was made from a known answer', () => {
    const value = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 9, maxLength: 9 }),
        fc.array(value, { minLength: 3, maxLength: 3 }),
        (a, x) => {
          // A Aᵀ + 1 is positive definite.
          const matrix = Float64Array.from({ length: 9 }, (_, k) => {
            const [i, j] = [Math.floor(k / 3), k % 3];
            return [0, 1, 2].reduce((sum, m) => sum + a[i * 3 + m]! * a[j * 3 + m]!, i === j ? 1 : 0);
          });
          const right = [0, 1, 2].map((i) => [0, 1, 2].reduce((sum, j) => sum + matrix[i * 3 + j]! * x[j]!, 0));
          solveSymmetric(matrix, right).forEach((found, i) => {
            expect(found).toBeCloseTo(x[i]!, 8);
          });
        },
      ),
      { seed: 1 },
    );
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => solveSymmetric(Float64Array.of(0), [1])).toThrow(RangeError);
  });
});

describe('what has no answer in plain regression', () => {
  it('directions that are all alike give their share and no weight', () => {
    const model = fitLogistic(Float64Array.of(1, 2, 3), 1, Uint8Array.of(1, 1, 1));
    expect(model.weights).toEqual([0]);
    expect(logistic(model.intercept)).toBeCloseTo(3.5 / 4, 12);
  });

  it('columns that never change, that repeat each other, and that tell ups apart perfectly', () => {
    const random = createRandom(3);
    const many = Float64Array.from({ length: 400 }, (_, k) => [1e6, random.normal(), 0, 0][k % 4]!);
    for (let r = 0; r < 100; r++) many[4 * r + 2] = many[4 * r + 1]!;
    const direction = Uint8Array.from({ length: 100 }, (_, r) => Number(many[4 * r + 1]! > 0));
    for (const model of [fitLogistic(many, 4, direction), fitRidge(many, 4, Float64Array.from(direction))]) {
      expect([...model.weights, model.intercept].every(Number.isFinite)).toBe(true);
      const right = direction.filter((up, r) => evaluateLinear(model, many, 4 * r) > 0 === (up === 1));
      expect(right.length).toBeGreaterThan(40);
    }
  });
});

describe('the models of a dataset', () => {
  const input = inventHistory(5, 300, 'A');
  const { dataset, manifest } = inventModel([input]);

  it('are fitted on the train part alone', () => {
    const [models] = manifest.linearModels;
    expect(models!.fittedOn).toEqual({ from: dataset.split.train.from, to: dataset.parts.train.outcomesUntil });
    expect(models!.fittedOn.to).toBeLessThan(dataset.split.validation.from);
    expect(models!.samples).toBe(dataset.parts.train.windows.ends.length);
    // What comes after the train part may be anything.
    const last = input.bars.time.findIndex((time) => time >= dataset.split.validation.from);
    const close = input.bars.close.map((value, t) => (t > last ? value * (1 + (t % 7)) : value));
    const other = inventModel([{ ...input, bars: { ...input.bars, close } }]);
    expect(other.manifest.linearModels).toEqual(manifest.linearModels);
  });

  it('say a probability and a return of any row', () => {
    const models = fitLinearModels(dataset, 0);
    const said = readLinearModels(models, [99, 1, 1, -1], 2, 0.05);
    expect(said.probabilityUp).toBeGreaterThan(0);
    expect(said.probabilityUp).toBeLessThan(1);
    const scaled = models.ridge.intercept + models.ridge.weights[0]! - models.ridge.weights[1]!;
    expect(said.expectedReturn).toBeCloseTo(Math.expm1(0.05 * scaled), 14);
  });
});
