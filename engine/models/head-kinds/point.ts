import type { HeadKind } from './head-kind.ts';

/** Where the Huber loss turns from squared to absolute, in units of the scaled return. */
const HUBER_DELTA = 1;

/** The scaled return itself: its mean (mse), its median (mae), or what lies between (huber). */
export const point: HeadKind<'point'> = {
  kind: 'point',
  outputNames: () => ['scaled return'],
  activation: () => 'linear',
  loss: ({ loss }) => (loss === 'huber' ? { kind: loss, delta: HUBER_DELTA } : { kind: loss }),
  initialBias: () => [0],
};
