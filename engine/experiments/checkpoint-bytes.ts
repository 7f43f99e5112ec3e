import { deserialize, serialize } from 'node:v8';
import type { TrainingCheckpoint } from '../training/train.ts';

/** A checkpoint as bytes for the store, by the structured clone format of V8; the store keeps a hash beside them. */
export function encodeCheckpoint(checkpoint: TrainingCheckpoint): Uint8Array {
  return serialize(checkpoint);
}

export function decodeCheckpoint(bytes: Uint8Array): TrainingCheckpoint {
  return deserialize(bytes) as TrainingCheckpoint;
}
