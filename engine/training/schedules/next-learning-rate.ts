import type { ModelSpec } from '#contract/model-spec.ts';
import { cosineRate } from './cosine.ts';
import { plateauRate } from './plateau.ts';
import { stepRate } from './step.ts';
import { warmUpRate } from './warm-up.ts';

/**
 * The learning rate of the next epoch, from the validation losses of all epochs that are done: it depends on nothing
 * else, so a resumed run has the rates of one that was never interrupted. Above zero, and after the warm-up never
 * below the schedule's minimum.
 */
export function nextLearningRate(training: ModelSpec['training'], validationLosses: readonly number[]): number {
  const { learningRate: base, epochs, warmupEpochs = 0, schedule = { kind: 'constant' } } = training;
  const t = validationLosses.length - warmupEpochs;
  if (t < 0) return warmUpRate(base, warmupEpochs, validationLosses.length);
  switch (schedule.kind) {
    case 'constant':
      return base;
    case 'step':
      return stepRate(base, schedule, t);
    case 'cosine':
      return cosineRate(base, schedule, t, epochs - warmupEpochs);
    case 'plateau':
      return plateauRate(base, schedule, validationLosses.slice(warmupEpochs));
  }
}
