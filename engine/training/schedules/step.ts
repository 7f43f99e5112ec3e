import type { Schedule } from './schedule.ts';

/**
 * rate = base · factor^⌊t / everyEpochs⌋, t = epochs since the warm-up, from 0 on. The step decay of Krizhevsky,
 * Sutskever and Hinton (2012); PyTorch's StepLR with step_size = everyEpochs and gamma = factor.
 */
export function stepRate(base: number, { everyEpochs, factor }: Schedule<'step'>, t: number): number {
  // What is smaller than any number would become zero, which no optimiser takes for a rate.
  return Math.max(base * factor ** Math.floor(t / everyEpochs), Number.MIN_VALUE);
}
