import { expect, it } from 'vitest';
import { drawLineage } from './draw-lineage.ts';

it('goes from the oldest ancestor to the children, and knows which are still there', () => {
  const nodes = drawLineage({
    name: 'm',
    version: 3,
    lineage: [
      { model: 'm@2', bundleHash: 'b', here: 'm@2' },
      { model: 'old@1', bundleHash: 'a', here: null },
    ],
    children: ['m@4', 'n@1'],
  });
  expect(nodes.map(({ model, role, isHere }) => `${role} ${model} ${isHere}`)).toEqual([
    'ancestor old@1 false',
    'ancestor m@2 true',
    'self m@3 true',
    'child m@4 true',
    'child n@1 true',
  ]);
});
