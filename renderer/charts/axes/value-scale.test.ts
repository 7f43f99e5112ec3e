import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseStep, createScale, placeValueTicks } from './value-scale.ts';

describe('a scale', () => {
  it.each(['linear', 'log'] as const)('%s: turns values into places and back', (kind) => {
    const scale = createScale(kind, 10, 1000, 0, 400);
    expect([scale.toY(10), scale.toY(1000)]).toEqual([400, 0]);
    fc.assert(
      fc.property(fc.double({ min: 10, max: 1000, noNaN: true }), (value) => {
        expect(scale.toValue(scale.toY(value))).toBeCloseTo(value, 6);
      }),
      { seed: 1 },
    );
  });

  it('logarithmic gives equal ratios equal heights', () => {
    const { toY } = createScale('log', 10, 1000, 0, 400);
    expect(toY(10) - toY(100)).toBeCloseTo(toY(100) - toY(1000), 9);
  });

  it('is linear where a logarithm has no value', () => {
    expect(createScale('log', -1, 5, 0, 100).kind).toBe('linear');
    expect(createScale('log', 0, 5, 0, 100).kind).toBe('linear');
  });
});

describe('ticks', () => {
  it.each([
    [0.7, 1],
    [1.2, 2],
    [2.2, 2.5],
    [3, 5],
    [0.031, 0.05],
    [1700, 2000],
  ])('a step of at least %d is %d', (least, step) => {
    expect(chooseStep(least)).toBeCloseTo(step, 12);
  });

  it('are round, inside of the scale, and apart', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 1e5, noNaN: true }),
        fc.double({ min: 1.0005, max: 1e4, noNaN: true }),
        fc.constantFrom('linear' as const, 'log' as const),
        (low, ratio, kind) => {
          const scale = createScale(kind, low, low * ratio, 0, 500);
          const ticks = placeValueTicks(scale, 40);
          for (const { value, y } of ticks) {
            expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-9));
            expect(value).toBeLessThanOrEqual(low * ratio * (1 + 1e-9));
            expect(y).toBeCloseTo(scale.toY(value), 6);
          }
          for (let i = 1; i < ticks.length; i++) expect(ticks[i - 1]!.y - ticks[i]!.y).toBeGreaterThan(20);
          expect(ticks.length).toBeGreaterThan(0);
        },
      ),
      { seed: 2, numRuns: 300 },
    );
  });
});
