import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseBucket, clampViewport, panViewport, showNewest, zoomViewport } from './viewport.ts';

const limits = { bars: 1000, futureBars: 20 };
const anyLimits = fc.record({
  bars: fc.integer({ min: 1, max: 1_000_000 }),
  futureBars: fc.integer({ min: 0, max: 500 }),
});
const anyView = fc
  .tuple(fc.double({ min: -1e6, max: 2e6, noNaN: true }), fc.double({ min: 1, max: 2e6, noNaN: true }))
  .map(([first, width]) => ({ first, end: first + width }));

describe('a viewport', () => {
  it('always shows some history, whatever was asked for', () => {
    fc.assert(
      fc.property(anyView, anyLimits, (view, some) => {
        const { first, end } = clampViewport(view, some);
        expect(end - first).toBeGreaterThan(0);
        expect(first).toBeLessThan(some.bars);
        expect(end).toBeGreaterThan(0);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is left alone by a second clamp', () => {
    fc.assert(
      fc.property(anyView, anyLimits, (view, some) => {
        const once = clampViewport(view, some);
        const twice = clampViewport(once, some);
        expect(twice.first).toBeCloseTo(once.first, 6);
        expect(twice.end).toBeCloseTo(once.end, 6);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('moves by bars and keeps its width', () => {
    expect(panViewport({ first: 400, end: 500 }, -50, limits)).toEqual({ first: 350, end: 450 });
    const end = panViewport({ first: 900, end: 1000 }, 1e9, limits);
    expect(end.end - end.first).toBe(100);
    expect(end.first).toBeLessThan(1000);
  });

  it('zooms around a place that stays where it is', () => {
    const view = zoomViewport({ first: 400, end: 600 }, 0.5, 0.25, limits);
    expect(view).toEqual({ first: 425, end: 525 });
    expect(view.first + 0.25 * (view.end - view.first)).toBe(450);
    const closest = zoomViewport({ first: 400, end: 600 }, 1e-9, 0.5, limits);
    expect(closest.end - closest.first).toBe(12);
  });

  it('of the newest bars leaves room for the forecast', () => {
    const view = showNewest(200, limits);
    expect(view.first).toBe(800);
    expect(view.end).toBeGreaterThanOrEqual(1020);
  });

  it('of a short history begins at its first bar', () => {
    expect(showNewest(200, { bars: 30, futureBars: 5 }).first).toBe(0);
  });
});

it.each([
  [{ first: 0, end: 100 }, 1000, 1],
  [{ first: 0, end: 1000 }, 1000, 1],
  [{ first: 0, end: 1001 }, 1000, 2],
  [{ first: 0, end: 1_000_000 }, 1000, 1024],
])('a bucket of %o on %d pixels holds %d bars', (view, pixels, size) => {
  expect(chooseBucket(view, pixels)).toBe(size);
});
