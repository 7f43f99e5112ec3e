import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { scalerKinds } from '#contract/model-spec.ts';
import { DAY_MS } from '../invented-history.test-data.ts';
import type { TrainInterval } from '../split.ts';
import { assertFittedBefore, CLIP, fitScaler, scaleValue } from './scaler.ts';

const fittedKinds = scalerKinds.filter((kind) => kind !== 'none');

/** Values on days 0, 1, 2, … */
function days(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, t) => t * DAY_MS);
}

function train(fromDay: number, toDay: number): TrainInterval {
  return { part: 'train', from: fromDay * DAY_MS, to: toDay * DAY_MS };
}

describe('a scaler', () => {
  it('standard: takes mean and population deviation of the train interval, both ends included', () => {
    // Days 1 to 4 hold 2, 4, 4, 6: mean 4, variance (4 + 0 + 0 + 4) / 4 = 2.
    const scaler = fitScaler('standard', Float64Array.of(99, 2, 4, 4, 6, 99), days(6), train(1, 4));
    expect(scaler).toMatchObject({ min: 2, max: 6, mean: 4, offset: 4, fittedOn: { from: DAY_MS, to: 4 * DAY_MS } });
    expect(scaler.factor).toBeCloseTo(1 / Math.SQRT2, 14);
    expect(scaleValue(scaler, 6)).toBeCloseTo(Math.SQRT2, 14);
  });

  it('min-max: maps the smallest value of the train interval to -1 and the largest to 1', () => {
    const scaler = fitScaler('min-max', Float64Array.of(2, 6, 3), days(3), train(0, 2));
    expect([2, 4, 6, 8].map((value) => scaleValue(scaler, value))).toEqual([-1, 0, 1, 2]);
  });

  it('robust: maps the median to 0 and the interquartile range to 1, whatever one wild value is', () => {
    // Sorted 0, 1, 2, 4, 1e9: quartiles at ranks 1 and 3, as numpy and scikit-learn interpolate them.
    const scaler = fitScaler('robust', Float64Array.of(2, 1e9, 0, 4, 1), days(5), train(0, 4));
    expect([scaler.offset, scaler.factor]).toEqual([2, 1 / 3]);
    // Sorted 1, 2, 4, 8: median 3, quartiles 1.75 and 5.
    const between = fitScaler('robust', Float64Array.of(8, 4, 2, 1), days(4), train(0, 3));
    expect([between.offset, between.factor]).toEqual([3, 1 / 3.25]);
  });

  it('robust: divides rare events, whose interquartile range is 0, by their standard deviation', () => {
    const scaler = fitScaler('robust', Float64Array.of(0, 0, 0, 0, 0, 0, 0, 1), days(8), train(0, 7));
    expect(scaler.offset).toBe(0);
    expect(scaler.factor).toBeCloseTo(1 / Math.sqrt(7 / 64), 14);
  });

  it('none: leaves values as they are, also large ones', () => {
    const scaler = fitScaler('none', Float64Array.of(20, 80), days(2), train(0, 1));
    expect([-300, 0, 55].map((value) => scaleValue(scaler, value))).toEqual([-300, 0, 55]);
    expect(scaler).toMatchObject({ min: 20, max: 80, mean: 50 });
  });

  it.each(fittedKinds)('%s: scales a constant column to 0, also where its mean is rounded', (kind) => {
    // Three times 0.1 over 3 is not 0.1 in binary.
    const scaler = fitScaler(kind, new Float64Array(3).fill(0.1), days(3), train(0, 2));
    expect(scaler.factor).toBe(0);
    expect(scaleValue(scaler, 0.1)).toBeCloseTo(0, 15);
    expect(scaleValue(scaler, 5)).toBeCloseTo(0, 15);
  });

  it.each(fittedKinds)('%s: clips at ±10', (kind) => {
    const scaler = fitScaler(kind, Float64Array.of(-1, 1), days(2), train(0, 1));
    expect([-1e9, 1e9].map((value) => scaleValue(scaler, value))).toEqual([-CLIP, CLIP]);
    expect(CLIP).toBe(10);
  });

  it.each(scalerKinds)('%s: passes over values that are not finite', (kind) => {
    const gappy = fitScaler(kind, Float64Array.of(NaN, 1, Infinity, 3, -Infinity, 8), days(6), train(0, 5));
    const dense = fitScaler(kind, Float64Array.of(1, 3, 8), days(3), train(0, 5));
    expect(gappy).toEqual(dense);
  });

  it('does not see what lies behind the train interval', () => {
    const column = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 8, maxLength: 30 });
    fc.assert(
      fc.property(fc.constantFrom(...scalerKinds), column, column, (kind, values, others) => {
        const until = 5;
        const changed = Float64Array.from(values, (value, t) => (t <= until ? value : (others[t] ?? -value)));
        const fit = (data: Float64Array) => fitScaler(kind, data, days(data.length), train(0, until));
        expect(fit(changed)).toEqual(fit(Float64Array.from(values)));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('needs two values in the train interval', () => {
    const fit = (): unknown => fitScaler('standard', Float64Array.of(NaN, 1, 2, 3), days(4), train(0, 1));
    expect(fit).toThrow(expect.objectContaining({ code: 'data/too-short' }));
    expect(fit).toThrow('found 1');
  });
});

describe('assertFittedBefore', () => {
  const fittedOn = { to: 10 * DAY_MS };

  it('lets through what ends before its first use', () => {
    expect(() => {
      assertFittedBefore('The scaler', fittedOn, 11 * DAY_MS);
    }).not.toThrow();
  });

  it.each([
    ['on', 10],
    ['after', 3],
  ])('refuses a fit that ends %s the first bar of its use', (_, day) => {
    const refused = (): void => {
      assertFittedBefore('The scaler', fittedOn, day * DAY_MS);
    };
    expect(refused).toThrow(AppError);
    expect(refused).toThrow(expect.objectContaining({ code: 'honesty/fitted-on-the-future' }));
    expect(refused).toThrow(/The scaler was fitted on bars up to 1970-01-11/);
  });
});
