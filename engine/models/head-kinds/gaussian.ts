import { inverseSoftplus, LEAST_SCALE, type HeadKind } from './head-kind.ts';

/** Mean and standard deviation of the scaled return (Nix and Weigend 1994). */
export const gaussian: HeadKind<'gaussian'> = {
  kind: 'gaussian',
  outputNames: () => ['mean', 'standard deviation'],
  activation: () => 'positive-scale',
  loss: () => ({ kind: 'gaussian' }),
  // The label is a return in units of its own volatility: about a standard normal.
  initialBias: () => [0, inverseSoftplus(1 - LEAST_SCALE)],
};
