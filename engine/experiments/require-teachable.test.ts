import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '#contract/model-spec.ts';
import { buildDataset } from '../features/dataset.ts';
import { inventHistory, shortSpec } from '../features/invented-history.test-data.ts';
import { requireTeachable } from './require-teachable.ts';

const split = { train: 0.5, validation: 0.2, calibration: 0.2, embargoBars: 0 };
const input = inventHistory(1, 700);

function check(changes: Partial<ModelSpec>, days = 700): () => void {
  const spec = shortSpec(changes);
  const dataset = buildDataset(spec, split, [days === 700 ? input : inventHistory(1, days)]);
  return () => {
    requireTeachable(spec, dataset);
  };
}

const base = { horizons: [3], volatilityBars: 5 };
const trend = (value: number): Partial<ModelSpec> => ({
  label: { kind: 'trend', ...base, threshold: { unit: 'volatility', value } },
  head: { kind: 'softmax', classWeights: 'none' },
});

describe('a dataset from which no model can be made is refused before a network is trained', () => {
  it('not where there is enough of everything', () => {
    expect(check({})).not.toThrow();
    expect(check(trend(0.4))).not.toThrow();
  });

  it('few windows', () => {
    expect(check({}, 150)).toThrow(expect.objectContaining({ code: 'data/too-few-windows' }));
  });

  it('a calibration part that is too short for the horizon', () => {
    const long = { label: { kind: 'forward-return' as const, horizons: [1, 40], volatilityBars: 5 } };
    expect(check(long)).toThrow(expect.objectContaining({ code: 'data/too-short' }));
    expect(check(long)).toThrow(/The calibration part has \d+ bars .* over 40 bars need at least 200 bars/);
  });

  it('a threshold that no outcome crosses', () => {
    expect(check(trend(500))).toThrow(expect.objectContaining({ code: 'data/one-class' }));
    expect(check(trend(500))).toThrow(/In the train part all \d+ outcomes over 3 bars are of one class/);
  });
});
