import { deserialize, serialize } from 'node:v8';
import * as v from 'valibot';
import type { TrainingCheckpoint } from './train.ts';

/**
 * Raised whenever a run cannot go on from the checkpoints of before. 1: with a tag, and the learning rate of each
 * epoch.
 */
const CHECKPOINT_FORMAT = 'almanac-checkpoint/1';

const floats = v.instance(Float32Array);
/** A loss that overflowed is no number, and no reason to begin anew. */
const loss = v.union([v.number(), v.nan()]);

const checkpointSchema = v.pipe(
  v.object({
    state: v.object({
      parameters: floats,
      firstMoment: floats,
      secondMoment: floats,
      step: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
    bestParameters: floats,
    epochs: v.pipe(
      v.array(
        v.object({
          epoch: v.number(),
          trainLoss: loss,
          validationLoss: loss,
          learningRate: v.number(),
          seconds: v.number(),
        }),
      ),
      v.minLength(1),
      v.check((epochs) => epochs.every(({ epoch }, i) => epoch === i + 1), 'expected epochs from 1 on without a gap'),
    ),
  }),
  v.check(
    ({ state: { parameters, firstMoment, secondMoment }, bestParameters }) =>
      [firstMoment, secondMoment, bestParameters].every(({ length }) => length === parameters.length),
    'expected as many moments and best parameters as parameters',
  ),
);

const storedSchema = v.object({ format: v.literal(CHECKPOINT_FORMAT), checkpoint: checkpointSchema });

/** A checkpoint as bytes for the store, by the structured clone format of V8; the store keeps a hash beside them. */
export function encodeCheckpoint(checkpoint: TrainingCheckpoint): Uint8Array {
  return serialize({ format: CHECKPOINT_FORMAT, checkpoint });
}

/** The checkpoint in the bytes, or why a run cannot go on from them: a clause for people. */
export function decodeCheckpoint(bytes: Uint8Array): { checkpoint: TrainingCheckpoint } | { refused: string } {
  let document: unknown;
  try {
    document = deserialize(bytes);
  } catch (error) {
    return { refused: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const result = v.safeParse(storedSchema, document);
  if (result.success) return { checkpoint: result.output.checkpoint };
  if (!v.is(v.object({ format: v.literal(CHECKPOINT_FORMAT) }), document)) {
    return { refused: `another version of Almanac wrote it; this one reads ${CHECKPOINT_FORMAT}` };
  }
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'checkpoint'}: ${issue.message}`);
  return { refused: `it has wrong fields, ${problems.join('; ')}` };
}
