import { describe, expect, it } from 'vitest';
import { findDifferences } from './find-differences.ts';

describe('the differences of documents', () => {
  it('are named by their places, with the value of each', () => {
    const a = { seed: 1, spec: { layers: [{ kind: 'lstm', units: 64 }], horizons: [1, 5] } };
    const b = {
      seed: 2,
      spec: {
        layers: [
          { kind: 'lstm', units: 32 },
          { kind: 'dropout', rate: 0.2 },
        ],
        horizons: [1, 5],
      },
    };
    expect(findDifferences([a, b])).toEqual([
      { path: 'seed', values: [1, 2] },
      { path: 'spec.layers.0.units', values: [64, 32] },
      { path: 'spec.layers.1.kind', values: [undefined, 'dropout'] },
      { path: 'spec.layers.1.rate', values: [undefined, 0.2] },
    ]);
  });

  it('stand where they stand in the documents, whichever of them has them', () => {
    const paths = findDifferences([
      { a: { x: 1 }, b: 1 },
      { a: { y: 2 }, b: 2 },
    ]).map(({ path }) => path);
    expect(paths).toEqual(['a.x', 'a.y', 'b']);
  });

  it('are none where documents are equal, and a list counts as one value', () => {
    expect(findDifferences([{ a: { b: 1 } }, { a: { b: 1 } }])).toEqual([]);
    expect(findDifferences([{ horizons: [1] }, { horizons: [1, 5] }])).toEqual([
      { path: 'horizons', values: [[1], [1, 5]] },
    ]);
  });
});
