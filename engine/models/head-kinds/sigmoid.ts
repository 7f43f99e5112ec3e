import type { HeadKind } from './head-kind.ts';

/** P(up). */
export const sigmoid: HeadKind<'sigmoid'> = {
  kind: 'sigmoid',
  outputNames: () => ['P(up)'],
  activation: 'sigmoid',
  loss: () => ({ kind: 'bce' }),
  initialBias: () => [0],
};
