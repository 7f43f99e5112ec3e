import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import type { HeadKind } from './head-kind.ts';

/** Quantiles of the scaled return (Koenker and Bassett 1978). */
export const quantiles: HeadKind<'quantiles'> = {
  kind: 'quantiles',
  outputNames: ({ levels }) => levels.map((level) => `quantile ${level}`),
  activation: 'linear',
  loss: ({ levels }) => ({ kind: 'pinball', levels }),
  // The label is a return in units of its own volatility: about a standard normal.
  initialBias: ({ levels }) => levels.map(inverseNormalCdf),
};
