import { expect, it } from 'vitest';
import { encodePositions } from './positional-encoding.ts';

/** Position `t`, in columns of sine and cosine with the given periods. */
function expectRow(encoded: Float32Array, width: number, t: number, angles: readonly number[]): void {
  const row = Array.from(encoded.subarray(t * width, (t + 1) * width));
  expect(row.length).toBe(angles.length);
  row.forEach((value, column) => {
    expect(value).toBeCloseTo(column % 2 === 0 ? Math.sin(angles[column]!) : Math.cos(angles[column]!), 7);
  });
}

it('has sines and cosines in turn, whose angles fall by 10000^(2i / width)', () => {
  const encoded = encodePositions(60, 4);
  expect(encoded.length).toBe(60 * 4);
  expectRow(encoded, 4, 0, [0, 0, 0, 0]);
  expectRow(encoded, 4, 1, [1, 1, 0.01, 0.01]);
  expectRow(encoded, 4, 59, [59, 59, 0.59, 0.59]);
});

it('ends in a sine where the width is odd', () => {
  const slow = 10000 ** (2 / 3);
  expectRow(encodePositions(8, 3), 3, 7, [7, 7, 7 / slow]);
});
