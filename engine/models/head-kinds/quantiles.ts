import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { inverseSoftplus, type HeadKind } from './head-kind.ts';

/** Quantiles of the scaled return (Koenker and Bassett 1978), each by itself or as steps from the middle one outwards. */
export const quantiles: HeadKind<'quantiles'> = {
  kind: 'quantiles',
  outputNames: ({ levels }) => levels.map((level) => `quantile ${level}`),
  activation: ({ ordered }) => (ordered ? 'ordered' : 'linear'),
  loss: ({ levels, ordered }) => ({ kind: 'pinball', levels, ...(ordered && { ordered }) }),
  // The label is a return in units of its own volatility: about a standard normal.
  initialBias({ levels, ordered }) {
    const normal = levels.map(inverseNormalCdf);
    if (!ordered) return normal;
    const middle = Math.floor(levels.length / 2);
    return normal.map((q, k) =>
      k === middle ? q : inverseSoftplus(Math.abs(q - normal[k > middle ? k - 1 : k + 1]!)),
    );
  },
};
