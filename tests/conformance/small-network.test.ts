import { expect, it } from 'vitest';
import { modelSpecSchema } from '#contract/model-spec.ts';
import type { Loss } from '#engine/models/head-kinds/head-kind.ts';
import { labelOf, smallGraph, smallHeads, smallNetworks } from './small-network.ts';

/** What is not in the small networks is tested by none of the suites that use it. */
it('the small networks have every layer kind of the contract', () => {
  const known = modelSpecSchema.entries.layers.item.options.map((variant) => variant.entries.kind.literal);
  const used = new Set(Object.values(smallNetworks).flatMap((layers) => layers.map((layer) => layer.kind)));
  expect([...used].sort()).toEqual([...known].sort());
});

it('the small heads are all heads of the contract with all losses', () => {
  const known = modelSpecSchema.entries.head.options.map((variant) => variant.entries.kind.literal);
  const heads = Object.values(smallHeads);
  expect([...new Set(heads.map((head) => head.kind))].sort()).toEqual([...known].sort());

  // Does not compile while a loss is missing here.
  const losses: Record<Loss['kind'], true> = {
    pinball: true,
    mse: true,
    mae: true,
    huber: true,
    bce: true,
    'cross-entropy': true,
    hinge: true,
    gaussian: true,
    'student-t': true,
  };
  const used = heads.map((head) => smallGraph({ head, label: labelOf(head, [3]) }).head.loss.kind);
  expect([...new Set(used)].sort()).toEqual(Object.keys(losses).sort());
});
