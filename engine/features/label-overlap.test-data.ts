import { expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import fc from 'fast-check';
import type { Dataset, InstrumentInput } from './dataset.ts';
import { partNames } from './split.ts';

const tenths = (from: number, to: number) => fc.integer({ min: from, max: to }).map((n) => n / 20);

/** Proportions and embargoes of a split. */
export const splits = fc.record({
  train: tenths(5, 10),
  validation: tenths(2, 4),
  calibration: tenths(2, 4),
  embargoBars: fc.integer({ min: 0, max: 6 }),
});
export const horizons = fc.integer({ min: 1, max: 12 });

/** A calendar that starts on its own day and leaves days out. */
export const calendars = fc
  .tuple(
    fc.integer({ min: 0, max: 40 }),
    fc.array(fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 9 })), {
      minLength: 150,
      maxLength: 300,
    }),
  )
  .map(([start, gaps]) => {
    let day = start;
    return gaps.map((gap) => (day += gap));
  });

/** The result, or undefined where the history is honestly too short; any other error fails the test. */
export function accept<T>(build: () => T, ...codes: AppError['code'][]): T | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof AppError && ['data/too-short', ...codes].includes(error.code)) return undefined;
    throw error;
  }
}

/** Every window lies in its part, and its label ends before the next part begins. */
export function expectNoOverlap(dataset: Dataset, inputs: readonly InstrumentInput[], horizonBars: number): void {
  partNames.forEach((name, i) => {
    const { origins } = dataset.parts[name];
    const interval = dataset.split[name];
    const later = partNames[i + 1];
    expect(origins.bar.length).toBeGreaterThan(0);
    origins.bar.forEach((bar, s) => {
      const { time } = inputs[origins.instrument[s]!]!.bars;
      expect(time[bar]).toBeGreaterThanOrEqual(interval.from);
      expect(time[bar]).toBeLessThanOrEqual(interval.to);
      if (later) expect(time[bar + horizonBars]).toBeLessThan(dataset.split[later].from);
    });
  });
}
