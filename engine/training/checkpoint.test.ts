import { serialize } from 'node:v8';
import { expect, it } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
import type { TrainingCheckpoint } from './train.ts';

const checkpoint: TrainingCheckpoint = {
  state: {
    parameters: Float32Array.of(1, 2, 3),
    firstMoment: Float32Array.of(0.1, 0.2, 0.3),
    secondMoment: Float32Array.of(-0, 1e-40, 3e38),
    step: 7,
  },
  bestParameters: Float32Array.of(4, 5, 6),
  epochs: [
    { epoch: 1, trainLoss: 0.1 + 0.2, validationLoss: NaN, learningRate: 1e-3, seconds: 1.5 },
    { epoch: 2, trainLoss: 0.5, validationLoss: 1 / 3, learningRate: 5e-4, seconds: 1.25 },
  ],
};

it('comes back from its bytes as it was, to the last bit', () => {
  expect(decodeCheckpoint(encodeCheckpoint(checkpoint))).toEqual({
    // toEqual takes NaN for NaN, and tells -0 from 0.
    checkpoint,
  });
});

it('of another format is refused with a word', () => {
  const otherFormat = { refused: expect.stringMatching(/another version of Almanac wrote it/) as string };
  // As they were written before there was a tag.
  expect(decodeCheckpoint(serialize(checkpoint))).toEqual(otherFormat);
  expect(decodeCheckpoint(serialize({ format: 'almanac-checkpoint/999', checkpoint }))).toEqual(otherFormat);
  expect(decodeCheckpoint(serialize('something else'))).toEqual(otherFormat);
});

it('of bytes that are no structured clone is refused with a word', () => {
  for (const bytes of [new Uint8Array(0), Uint8Array.of(1, 2, 3), encodeCheckpoint(checkpoint).subarray(0, 40)]) {
    expect(decodeCheckpoint(bytes)).toEqual({ refused: expect.stringContaining('it cannot be read') as string });
  }
});

it.each<[string, unknown]>([
  ['state', { ...checkpoint, state: { ...checkpoint.state, step: -1 } }],
  ['parameters', { ...checkpoint, state: { ...checkpoint.state, parameters: [1, 2, 3] } }],
  ['parameters', { ...checkpoint, bestParameters: Float32Array.of(1) }],
  ['epochs', { ...checkpoint, epochs: [] }],
  ['epochs', { ...checkpoint, epochs: checkpoint.epochs.slice(1) }],
  ['learningRate', { ...checkpoint, epochs: [{ epoch: 1, trainLoss: 1, validationLoss: 1, seconds: 1 }] }],
])('with a wrong %s is refused with a word', (field, wrong) => {
  const bytes = serialize({ format: 'almanac-checkpoint/1', checkpoint: wrong });
  expect(decodeCheckpoint(bytes)).toEqual({
    refused: expect.stringMatching(new RegExp(`wrong fields, .*${field}`)) as string,
  });
});
