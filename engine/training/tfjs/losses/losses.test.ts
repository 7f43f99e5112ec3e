import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Loss } from '../../../models/head-kinds/head-kind.ts';
import { registerGradients } from '../gradients.ts';
import { buildLoss } from './build-loss.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
  registerGradients();
});

/** Loss and gradient of a batch, one row a sample. */
function differentiate(
  loss: Loss,
  outputs: number[][],
  labels: number[][],
  weights: number[][] | null = null,
): { value: number; gradient: number[] } {
  return tf.tidy(() => {
    const lossOf = buildLoss(loss);
    const { value, grad } = tf.valueAndGrad((q: tf.Tensor) =>
      lossOf(q as tf.Tensor2D, tf.tensor2d(labels), weights && tf.tensor2d(weights)),
    )(tf.tensor2d(outputs));
    return { value: value.dataSync()[0]!, gradient: Array.from(grad.dataSync()) };
  });
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  // Float32 has seven digits.
  found.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(2e-7 * Math.abs(expected[i]!));
  });
}

const cases: { loss: Loss; outputs: number[][]; labels: number[][]; value: number; gradient: number[] }[] = [
  {
    // Errors y - q: 2, -1 of the first horizon, 1, 0 of the second.
    loss: { kind: 'pinball', levels: [0.25, 0.5] },
    outputs: [[1, 4, 2, 3]],
    labels: [[3, 3]],
    value: (0.25 * 2 + 0.5 * 1 + 0.25 * 1 + 0) / 4,
    gradient: [-0.25 / 4, 0.5 / 4, -0.25 / 4, -0.5 / 4],
  },
  { loss: { kind: 'mse' }, outputs: [[1, 4]], labels: [[3, 3]], value: 5 / 2, gradient: [-2, 1] },
  {
    loss: { kind: 'mae' },
    outputs: [[1, 4, 3]],
    labels: [[3, 3, 3]],
    value: 1,
    gradient: [-1 / 3, 1 / 3, 0],
  },
  {
    // Errors within delta, on it and beyond.
    loss: { kind: 'huber', delta: 2 },
    outputs: [[1, 2, 6, -8]],
    labels: [[0, 0, 0, 0]],
    value: (0.5 + 2 + 2 * 5 + 2 * 7) / 4,
    gradient: [1 / 4, 2 / 4, 2 / 4, -2 / 4],
  },
  {
    loss: { kind: 'bce' },
    outputs: [[0, 0, Math.log(3)]],
    labels: [[0, 1, 1]],
    value: (2 * Math.LN2 + Math.log(4 / 3)) / 3,
    gradient: [0.5 / 3, -0.5 / 3, -0.25 / 3],
  },
  {
    // Probabilities 1/6, 2/6, 3/6, then thirds.
    loss: { kind: 'cross-entropy', classes: 3 },
    outputs: [[0, Math.log(2), Math.log(3), 7, 7, 7]],
    labels: [[1, 2]],
    value: Math.log(3),
    gradient: [1 / 12, -4 / 12, 3 / 12, 1 / 6, 1 / 6, -2 / 6],
  },
];

describe.each(cases.map((of) => [of.loss.kind, of] as const))('%s', (_, { loss, outputs, labels, value, gradient }) => {
  const horizons = labels[0]!.length;

  it('has the value and the gradient computed by hand', () => {
    const found = differentiate(loss, outputs, labels);
    expectClose([found.value], [value]);
    expectClose(found.gradient, gradient);
  });

  it('is the mean over samples', () => {
    const found = differentiate(loss, [...outputs, ...outputs], [...labels, ...labels]);
    expectClose([found.value], [value]);
    expectClose(
      found.gradient,
      [...gradient, ...gradient].map((g) => g / 2),
    );
  });

  it('multiplies the loss of each horizon by its weight, which is not normalised', () => {
    const weights = Array.from({ length: horizons }, (__, h) => h + 0.5);
    const found = differentiate(loss, outputs, labels, [weights]);
    const width = outputs[0]!.length / horizons;
    expectClose(
      found.gradient,
      gradient.map((g, i) => g * weights[Math.floor(i / width)]!),
    );
    const alone = weights.map((weight, h) => {
      const only = [labels[0]!.map((__, i) => (i === h ? weight : 0))];
      return differentiate(loss, outputs, labels, only).value;
    });
    expect(found.value).toBeCloseTo(
      alone.reduce((sum, part) => sum + part, 0),
      6,
    );
    expectClose([differentiate(loss, outputs, labels, [weights.map(() => 3)]).value], [3 * value]);
  });
});

describe('logits of any size', () => {
  it('give a finite binary cross-entropy, exact where the network is sure and right', () => {
    const lossAt = (logit: number, label: number) => differentiate({ kind: 'bce' }, [[logit]], [[label]]);
    for (const size of [5, 20, 60, 1000, 3e38]) {
      const right = Math.log1p(Math.exp(-size));
      for (const sign of [-1, 1]) {
        const label = (1 + sign) / 2;
        expectClose([lossAt(sign * size, 1 - label).value], [size + right]);
        const found = lossAt(sign * size, label);
        // Float32 ends at 1e-38, its normal numbers do.
        if (size <= 60) expectClose([found.value], [right]);
        else expect(found.value).toBe(0);
        expect(Math.abs(found.gradient[0]!)).toBeLessThanOrEqual(0.01);
      }
    }
  });

  it('give a finite cross-entropy, also where one is far above the others', () => {
    const lossAt = (label: number) =>
      differentiate({ kind: 'cross-entropy', classes: 3 }, [[1000, -1000, 0]], [[label]]);
    expect(lossAt(0)).toEqual({ value: 0, gradient: [0, 0, 0] });
    expect(lossAt(1)).toEqual({ value: 2000, gradient: [1, -1, 0] });
    expect(lossAt(2)).toEqual({ value: 1000, gradient: [1, 0, -1] });
  });
});

it('gradients of sums reach every term, along one axis or several', () => {
  const { grad } = tf.valueAndGrad((x: tf.Tensor) => tf.mean(tf.mul(tf.sum(x, [0, 2]), tf.tensor1d([2, 4, 6]))))(
    tf.ones([2, 3, 2]),
  );
  const each = [2 / 3, 2 / 3, 4 / 3, 4 / 3, 2, 2];
  expectClose(Array.from(grad.dataSync()), [...each, ...each]);
});
