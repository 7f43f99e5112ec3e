import type { HeadKind } from './head-kind.ts';
import { readSoftening } from './softening.ts';

/**
 * P(up). A score trained by the hinge loss goes through the same logistic function; the calibrator then fits its slope,
 * which is Platt's way to the probabilities of a machine with a margin (Platt 1999).
 */
export const sigmoid: HeadKind<'sigmoid'> = {
  kind: 'sigmoid',
  outputNames: () => ['P(up)'],
  activation: () => 'sigmoid',
  loss: ({ loss }) => (loss?.kind === 'hinge' ? { kind: 'hinge' } : { kind: 'bce', ...readSoftening(loss) }),
  initialBias: () => [0],
};
