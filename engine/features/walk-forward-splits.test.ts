import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accept, calendars, horizons, splits } from './label-overlap.test-data.ts';
import { partNames, type Split } from './split.ts';
import { walkForwardSplits, type WalkForwardCut } from './walk-forward-splits.ts';

const cuts = fc
  .tuple(
    splits,
    fc.integer({ min: 2, max: 8 }),
    fc.constantFrom('expanding' as const, 'rolling' as const),
    fc.option(fc.integer({ min: 1, max: 30 })),
  )
  .map(([split, folds, mode, testBars]): WalkForwardCut => ({
    ...split,
    folds,
    mode,
    ...(testBars !== null && { testBars }),
  }));

/** Runs the check on all cuts that the calendar is long enough for, and makes sure that most are. */
function checkCuts(
  check: (splits: Split[], times: Float64Array, cut: WalkForwardCut, horizonBars: number) => void,
): void {
  let checked = 0;
  fc.assert(
    fc.property(calendars, cuts, horizons, (days, cut, horizonBars) => {
      const times = Float64Array.from(days);
      const found = accept(() => walkForwardSplits(times, cut, horizonBars));
      if (!found) return;
      checked++;
      check(found, times, cut, horizonBars);
    }),
    { seed: 4, numRuns: 300 },
  );
  expect(checked).toBeGreaterThan(100);
}

describe('walkForwardSplits', () => {
  const cut = { train: 0.5, validation: 0.2, calibration: 0.2, embargoBars: 1, folds: 2, testBars: 3 } as const;
  const times = Float64Array.from({ length: 33 }, (_, t) => 100 + t);

  it('by hand, expanding: 33 bars, two tests of 3, horizon 2, embargo 1', () => {
    // The first span is 27 bars: borders at 27 · 5/9 = 15 and 27 · 7/9 = 21; three bars before each are left out.
    // The second is 30: borders at 30 · 5/9 = 16.7 → 17 and 30 · 7/9 = 23.3 → 23.
    expect(walkForwardSplits(times, { ...cut, mode: 'expanding' }, 2)).toEqual([
      {
        train: { part: 'train', from: 100, to: 111 },
        validation: { part: 'validation', from: 115, to: 117 },
        calibration: { part: 'calibration', from: 121, to: 123 },
        test: { part: 'test', from: 127, to: 129 },
      },
      {
        train: { part: 'train', from: 100, to: 113 },
        validation: { part: 'validation', from: 117, to: 119 },
        calibration: { part: 'calibration', from: 123, to: 126 },
        test: { part: 'test', from: 130, to: 132 },
      },
    ]);
  });

  it('by hand, rolling: the second fold is the first, three bars later', () => {
    const [first, second] = walkForwardSplits(times, { ...cut, mode: 'rolling' }, 2);
    for (const name of partNames) {
      expect(second![name].from - first![name].from).toBe(3);
      expect(second![name].to - first![name].to).toBe(3);
    }
    expect(first!.train).toEqual({ part: 'train', from: 100, to: 111 });
  });

  it('derives test parts that give the first fold the proportions of the split', () => {
    // f = 0.9: W = 1400 / (0.9 + 5 · 0.1) = 1000, so each test has 100 bars and the first span 900.
    const long = Float64Array.from({ length: 1400 }, (_, t) => t);
    const proportions = { train: 0.5, validation: 0.2, calibration: 0.2, embargoBars: 0 };
    const found = walkForwardSplits(long, { ...proportions, folds: 5, mode: 'rolling' }, 1);
    expect(found.map(({ test }) => [test.from, test.to])).toEqual([
      [900, 999],
      [1000, 1099],
      [1100, 1199],
      [1200, 1299],
      [1300, 1399],
    ]);
    expect(found[0]!.train.to).toBe(498);
  });

  it('tests every bar of the tail exactly once, in order', () => {
    checkCuts((found, all, { folds }) => {
      expect(found).toHaveLength(folds);
      const tested = found.flatMap(({ test }) => [...all].filter((time) => time >= test.from && time <= test.to));
      expect(tested).toEqual([...all.slice(-tested.length)]);
      const lengths = found.map(({ test }) => all.indexOf(test.to) - all.indexOf(test.from));
      expect(new Set(lengths).size).toBe(1);
    });
  });

  it('keeps the parts of a fold in order, with the horizon and the embargo between them', () => {
    checkCuts((found, all, { embargoBars }, horizonBars) => {
      for (const split of found) {
        partNames.forEach((name, i) => {
          expect(split[name].from).toBeLessThanOrEqual(split[name].to);
          const next = partNames[i + 1];
          if (!next) return;
          expect(all.indexOf(split[next].from) - all.indexOf(split[name].to) - 1).toBe(horizonBars + embargoBars);
        });
      }
    });
  });

  it('begins at the first bar when expanding, and keeps the length of the fitted span when rolling', () => {
    checkCuts((found, all, { mode }) => {
      const spans = found.map(({ train, test }) => all.indexOf(test.from) - all.indexOf(train.from));
      if (mode === 'rolling') expect(new Set(spans).size).toBe(1);
      else expect(found.map(({ train }) => train.from)).toEqual(found.map(() => all[0]));
      if (mode === 'expanding') expect(spans).toEqual([...spans].sort((a, b) => a - b));
      expect(found[0]!.train.from).toBe(all[0]);
    });
  });

  it.each([
    ['more folds than bars', { ...cut, testBars: 20, mode: 'rolling' as const }, 'fold 1 has 0 bars to fit on'],
    [
      'a part that the purge eats up',
      { ...cut, testBars: 12, mode: 'rolling' as const },
      'its validation part would be empty',
    ],
  ])('refuses %s, with the numbers', (_, tooMuch, words) => {
    const split = (): unknown => walkForwardSplits(times, tooMuch, 2);
    expect(split).toThrow(expect.objectContaining({ code: 'data/too-short' }));
    expect(split).toThrow('There are 33 usable bars, of which 2 folds test');
    expect(split).toThrow(words);
  });
});
