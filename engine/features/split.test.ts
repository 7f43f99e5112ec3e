import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SplitSpec } from '#contract/model-spec.ts';
import { buildDataset } from './dataset.ts';
import { inventHistory, shortSpec } from './invented-history.test-data.ts';
import { accept, calendars, expectNoOverlap, horizons, splits } from './label-overlap.test-data.ts';
import { partNames, splitBehindParent, splitTimes } from './split.ts';

describe('splitTimes', () => {
  it('by hand: 20 bars, horizon 2, embargo 1', () => {
    // Borders at 10, 14, 17. Train 0 … 10-1-2; validation 10+1 … 14-1-2; calibration would be 15 … 14.
    const times = Float64Array.from({ length: 20 }, (_, t) => 100 + t);
    const spec = { train: 0.5, validation: 0.2, calibration: 0.2, embargoBars: 1 };
    // Calibration 14+1 … 18-1-2, test 18+1 … 19.
    expect(splitTimes(times, spec, 2)).toEqual({
      train: { part: 'train', from: 100, to: 107 },
      validation: { part: 'validation', from: 111, to: 111 },
      calibration: { part: 'calibration', from: 115, to: 115 },
      test: { part: 'test', from: 119, to: 119 },
    });
  });

  it('keeps the parts in order, with the horizon and the embargo between them', () => {
    let cut = 0;
    fc.assert(
      fc.property(calendars, splits, horizons, (days, spec, horizonBars) => {
        const times = Float64Array.from(days);
        const split = accept(() => splitTimes(times, spec, horizonBars));
        if (!split) return;
        cut++;
        expect(split.train.from).toBe(times[0]);
        expect(split.test.to).toBe(times.at(-1));
        for (const [i, name] of partNames.entries()) {
          expect(split[name].from).toBeLessThanOrEqual(split[name].to);
          const next = partNames[i + 1];
          if (!next) continue;
          const between = times.indexOf(split[next].from) - times.indexOf(split[name].to) - 1;
          expect(between).toBe(horizonBars + spec.embargoBars);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
    expect(cut).toBeGreaterThan(70);
  });

  it.each([
    ['train', { train: 0.1, validation: 0.4, calibration: 0.3, embargoBars: 0 }, 10],
    ['validation', { train: 0.4, validation: 0.05, calibration: 0.3, embargoBars: 0 }, 6],
    ['calibration', { train: 0.4, validation: 0.3, calibration: 0.05, embargoBars: 0 }, 6],
    ['test', { train: 0.4, validation: 0.3, calibration: 0.25, embargoBars: 6 }, 5],
  ])('names the %s part where it would be empty', (part, spec: SplitSpec, horizonBars) => {
    const times = Float64Array.from({ length: 100 }, (_, t) => t);
    const split = (): unknown => splitTimes(times, spec, horizonBars);
    expect(split).toThrow(expect.objectContaining({ code: 'data/too-short' }));
    expect(split).toThrow(`the ${part} part would be empty`);
  });
});

describe('the split of a dataset', () => {
  it('lets no label of one part reach the first bar of a later one, whatever the calendars', () => {
    let cut = 0;
    fc.assert(
      fc.property(
        fc.array(calendars, { minLength: 1, maxLength: 3 }),
        splits,
        horizons,
        fc.boolean(),
        (days, splitSpec, horizonBars, several) => {
          const inputs = days.map((calendar, i) => inventHistory(i, calendar, `I${i}`));
          // Of several horizons it is the longest that must not reach over.
          const own = several && horizonBars > 1 ? [1, horizonBars] : [horizonBars];
          const spec = shortSpec({ label: { kind: 'forward-return', horizons: own, volatilityBars: 5 } });
          const dataset = accept(() => buildDataset(spec, splitSpec, inputs));
          if (!dataset) return;
          cut++;
          expectNoOverlap(dataset, inputs, horizonBars);
        },
      ),
      { seed: 2, numRuns: 40 },
    );
    expect(cut).toBeGreaterThan(25);
  });

  it('would notice a label that reaches over: the same check on a horizon one longer', () => {
    const inputs = [inventHistory(1, 200)];
    const dataset = buildDataset(
      shortSpec(),
      { train: 0.5, validation: 0.2, calibration: 0.2, embargoBars: 0 },
      inputs,
    );
    expectNoOverlap(dataset, inputs, 3);
    expect(() => {
      expectNoOverlap(dataset, inputs, 4);
    }).toThrow();
  });

  it('refuses calendars that leave a part without a known outcome, and names the part', () => {
    // Two instruments on alternate days: 400 common bars, of which the horizon of 15 own bars spans 30. The
    // calibration part keeps 20 - 15 common bars, none of whose outcomes is known before the test.
    const inputs = [0, 1].map((odd) =>
      inventHistory(
        odd,
        Array.from({ length: 200 }, (_, i) => 2 * i + odd),
        `I${odd}`,
      ),
    );
    const spec = shortSpec({ label: { kind: 'forward-return', horizons: [15], volatilityBars: 5 } });
    const splitSpec = { train: 0.5, validation: 0.2, calibration: 0.055, embargoBars: 0 };
    const build = (): unknown => buildDataset(spec, splitSpec, inputs);
    expect(build).toThrow(expect.objectContaining({ code: 'data/too-short' }));
    expect(build).toThrow('calibration part');
  });
});

describe('splitBehindParent', () => {
  it('tests only what is new, and watches and calibrates on nothing that the weights were fitted on', () => {
    let cut = 0;
    fc.assert(
      fc.property(
        calendars,
        splits,
        horizons,
        fc.double({ min: 0.3, max: 0.95, noNaN: true }),
        (days, spec, horizonBars, share) => {
          const times = Float64Array.from(days);
          // A parent that was trained on the first bars.
          const old = times.subarray(0, Math.round(times.length * share));
          const parent = accept(() => splitTimes(old, spec, horizonBars));
          if (!parent) return;
          const seen = { fittedBefore: parent.calibration.from, scoredUntil: parent.test.to };
          const split = accept(() => splitBehindParent(times, spec, horizonBars, seen), 'honesty/nothing-new');
          if (!split) return;
          cut++;
          const place = (time: number): number => times.indexOf(time);
          expect(place(split.test.from) - place(parent.test.to)).toBeGreaterThan(horizonBars + spec.embargoBars);
          expect(split.validation.from).toBeGreaterThanOrEqual(parent.calibration.from);
          expect(split.train.from).toBe(times[0]);
          expect(split.test.to).toBe(times.at(-1));
          const parts = partNames.map((name) => split[name]);
          parts.slice(1).forEach((part, i) => {
            expect(place(part.from) - place(parts[i]!.to)).toBeGreaterThan(horizonBars + spec.embargoBars);
          });
        },
      ),
      { seed: 4, numRuns: 300 },
    );
    expect(cut).toBeGreaterThan(30);
  });

  it('refuses where nothing is new, and says how many bars are', () => {
    const times = Float64Array.from({ length: 100 }, (_, t) => t);
    const spec = { train: 0.5, validation: 0.2, calibration: 0.2, embargoBars: 2 };
    const split = (scoredUntil: number) => () => splitBehindParent(times, spec, 3, { fittedBefore: 60, scoredUntil });
    expect(split(94)).toThrow(expect.objectContaining({ code: 'honesty/nothing-new' }));
    expect(split(94)).toThrow('5 usable bars are new');
    expect(split(93)().test).toEqual({ part: 'test', from: 99, to: 99 });
  });
});
