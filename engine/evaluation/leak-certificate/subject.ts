import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { Leak, LeakStage } from '#contract/leak-certificate.ts';
import type { Dataset, InstrumentInput } from '../../features/dataset.ts';
import type { PredictionParts } from '../../forecast/predict-history.ts';
import type { InferenceNetwork } from '../../inference/open-network.ts';
import type { OtherFuture } from './other-futures.ts';

/** What a certificate is about: the dataset that was trained, and the model that came of it. */
export interface Subject {
  readonly dataset: Dataset;
  readonly model: PredictionParts;
  readonly network: InferenceNetwork;
}

/** Row of each instrument's first bar in the matrix of features, which holds one instrument after the other. */
export function firstRows({ instruments }: Dataset): number[] {
  let next = 0;
  return instruments.map(({ input }) => {
    const first = next;
    next += input.bars.time.length;
    return first;
  });
}

/** A leak that one other future has shown. */
export function leakOf(
  stage: LeakStage,
  what: string,
  { how, lastKept, input }: OtherFuture<InstrumentInput>,
  bar: EpochMs,
): Leak {
  return { stage, symbol: input.symbol, what, how, cut: input.bars.time[lastKept]!, bar };
}

/**
 * What is made of a history; null where the product refuses it. It took the whole history, so what it refuses of the
 * same one without its future was made with that future.
 */
export function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
