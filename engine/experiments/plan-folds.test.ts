import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '#contract/model-spec.ts';
import { buildDataset, listWindowTimes } from '../features/dataset.ts';
import { FIRST_DAY, DAY_MS, inventHistory, shortSpec } from '../features/invented-history.test-data.ts';
import { accept, calendars, expectNoOverlap, horizons, splits } from '../features/label-overlap.test-data.ts';
import { planFolds } from './plan-folds.ts';

const experiment: Experiment = {
  format: 'almanac-experiment/1',
  instruments: ['A', 'B'],
  spec: shortSpec(),
  split: { train: 0.5, validation: 0.2, calibration: 0.2, embargoBars: 2 },
  seed: 1,
  backend: 'native',
  costs: { feeBasisPoints: 0, slippageBasisPoints: 0 },
};
const plan = { folds: 4, mode: 'rolling', seeds: 1 } as const;
const plans = fc.record({
  folds: fc.integer({ min: 2, max: 5 }),
  mode: fc.constantFrom('expanding' as const, 'rolling' as const),
  seeds: fc.constant(1),
});

describe('planFolds', () => {
  it('lets no label reach over a border, and tests every window of the tail once, whatever the calendars', () => {
    let checked = 0;
    fc.assert(
      fc.property(
        fc.array(calendars, { minLength: 1, maxLength: 3 }),
        splits,
        plans,
        horizons,
        (days, split, anyPlan, horizonBars) => {
          const spec = shortSpec({ label: { kind: 'forward-return', horizons: [horizonBars], volatilityBars: 5 } });
          const inputs = days.map((calendar, i) => inventHistory(i, calendar, `I${i}`));
          const folds = accept(() => planFolds({ ...experiment, spec, split }, anyPlan, inputs));
          const datasets = folds && accept(() => folds.map((f) => buildDataset(f.spec, f.split, f.inputs)));
          if (!folds || !datasets) return;
          checked++;
          const tested = inputs.map((): number[] => []);
          datasets.forEach((dataset, k) => {
            const fold = folds[k]!;
            expectNoOverlap(dataset, fold.inputs, horizonBars);
            const { origins } = dataset.parts.test;
            origins.bar.forEach((bar, s) => tested[fold.instruments[origins.instrument[s]!]!]!.push(bar));
          });
          const windows = listWindowTimes(spec, folds[0]!.spec.features, inputs);
          inputs.forEach((input, i) => {
            const taking = folds.filter(({ instruments }) => instruments.includes(i));
            const expected = windows[i]!.filter((time) =>
              taking.some(({ split: { test } }) => time >= test.from && time <= test.to),
            );
            expect(tested[i]!.map((bar) => input.bars.time[bar])).toEqual([...expected]);
          });
          expect(folds.at(-1)!.split.test.to).toBe(Math.max(...windows.map((own) => own.at(-1)!)));
        },
      ),
      { seed: 3, numRuns: 120 },
    );
    expect(checked).toBeGreaterThan(20);
  });

  it('hands a fold no bar behind the outcomes of its test part', () => {
    const inputs = [inventHistory(1, 500, 'A')];
    for (const { split, inputs: cut } of planFolds(experiment, plan, inputs).slice(0, -1)) {
      expect(cut[0]!.bars.time.at(-1)).toBe(split.test.to + 3 * DAY_MS);
    }
  });

  it('would notice such a bar: another future leaves every fold before it as it was', () => {
    const inputs = [inventHistory(1, 500, 'A')];
    const folds = planFolds(experiment, plan, inputs);
    const end = folds[1]!.split.test.to + 3 * DAY_MS;
    const close = inputs[0]!.bars.close.map((price, t) => (inputs[0]!.bars.time[t]! > end ? price * 7 : price));
    const other = planFolds(experiment, plan, [{ ...inputs[0]!, bars: { ...inputs[0]!.bars, close } }]);
    expect(other.slice(0, 2)).toEqual(folds.slice(0, 2));
    expect(other[2]).not.toEqual(folds[2]);
  });

  it('leaves an instrument out of the folds before it has bars enough to learn from', () => {
    const late = inventHistory(
      2,
      Array.from({ length: 320 }, (_, i) => 180 + i),
      'B',
    );
    const folds = planFolds(experiment, plan, [inventHistory(1, 500, 'A'), late]);
    expect(folds.map(({ leftOut }) => leftOut)).toEqual([['B'], ['B'], [], []]);
    expect(folds.map(({ instruments }) => instruments)).toEqual([[0], [0], [0, 1], [0, 1]]);
    const { train } = folds[2]!.split;
    expect((train.to - (FIRST_DAY + 180 * DAY_MS)) / DAY_MS).toBeGreaterThan(60);
  });

  it('refuses a history of which no fold could learn anything', () => {
    const build = (): unknown => planFolds(experiment, plan, [inventHistory(1, 120, 'A')]);
    expect(build).toThrow(expect.objectContaining({ code: 'data/too-short' }));
    expect(build).toThrow('In the train part of fold 1 no instrument has more than');
  });
});
