import { expect, it } from 'vitest';
import { modelSpecSchema } from '#contract/model-spec.ts';
import { smallSpec } from './small-network.ts';

/** What is not in the small network is tested by none of the suites that use it. */
it('the small network has every layer kind of the contract', () => {
  const known = modelSpecSchema.entries.layers.item.options.map((variant) => variant.entries.kind.literal);
  const used = new Set(smallSpec().layers.map((layer) => layer.kind));
  expect([...used].sort()).toEqual([...known].sort());
});
