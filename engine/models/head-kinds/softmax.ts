import type { HeadKind } from './head-kind.ts';
import { readSoftening } from './softening.ts';

const CLASSES = ['P(down)', 'P(flat)', 'P(up)'] as const;

/** P(down), P(flat) and P(up). */
export const softmax: HeadKind<'softmax'> = {
  kind: 'softmax',
  outputNames: () => CLASSES,
  activation: () => 'softmax',
  loss: ({ loss }) => ({ kind: 'cross-entropy', classes: CLASSES.length, ...readSoftening(loss) }),
  initialBias: () => CLASSES.map(() => 0),
};
