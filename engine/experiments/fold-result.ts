import { deserialize, serialize } from 'node:v8';
import type { SplitPart } from '#contract/training.ts';
import type { SliceForecasts } from '../evaluation/forecast-slice.ts';

/** What is kept of one training of a walk-forward. */
export interface FoldResult {
  readonly split: readonly SplitPart[];
  readonly epochs: number;
  readonly bestEpoch: number;
  /** Of the fold's test part, for each horizon; instruments are numbered as in the experiment. */
  readonly forecasts: readonly SliceForecasts[];
}

/** A result as bytes for the store, by the structured clone format of V8; the store keeps a hash beside them. */
export function encodeFoldResult(result: FoldResult): Uint8Array {
  return serialize(result);
}

export function decodeFoldResult(bytes: Uint8Array): FoldResult {
  return deserialize(bytes) as FoldResult;
}
