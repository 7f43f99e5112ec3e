import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNearest, layOutLines, traceArea, traceBand, traceLine, type Line } from './line-plot.ts';

const size = { width: 400, height: 200 };
const none = { bands: [], levels: [], xKind: 'number', yScale: 'linear' } as const;

function line(x: number[], y: number[], more: Partial<Line> = {}): Line {
  return { key: 'a', name: 'A', tone: 'accent', x, y, ...more };
}

/** The points of a path, as numbers. */
function pointsOf(path: string): [number, number][] {
  return [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe('the layout', () => {
  it('is null where there is nothing to draw', () => {
    expect(layOutLines({ ...none, lines: [] }, size)).toBeNull();
    expect(layOutLines({ ...none, lines: [line([], [])] }, size)).toBeNull();
    expect(layOutLines({ ...none, lines: [line([1, 2], [Number.NaN, Infinity])] }, size)).toBeNull();
  });

  it('spans all x, leaves a little air around y, and turns places back into x', () => {
    const plot = layOutLines({ ...none, lines: [line([0, 10], [1, 3]), line([5, 20], [2, 5])] }, size)!;
    expect([plot.toX(0), plot.toX(20)]).toEqual([0, 400]);
    expect(plot.toValue(plot.toX(7))).toBeCloseTo(7, 9);
    expect(plot.scale.toY(5)).toBeCloseTo(200 * 0.06, 6);
    expect(plot.scale.toY(1)).toBeCloseTo(200 * 0.94, 6);
  });

  it('holds levels, bands, and zero where a line is filled to it', () => {
    const lines = [line([0, 1], [2, 3], { fill: 'zero' })];
    const band = { key: 'b', name: 'B', tone: 'muted', x: [0, 1], low: [-1, 2], high: [3, 9] } as const;
    const plot = layOutLines({ ...none, lines, bands: [band], levels: [{ y: -4, label: 'luck' }] }, size)!;
    for (const value of [-4, 0, 9]) {
      expect(plot.scale.toY(value)).toBeGreaterThanOrEqual(0);
      expect(plot.scale.toY(value)).toBeLessThanOrEqual(200);
    }
  });

  it('of a single point or a constant has room around it', () => {
    const plot = layOutLines({ ...none, lines: [line([3], [7])] }, size)!;
    expect([plot.toX(3), plot.scale.toY(7)]).toEqual([200, 100]);
    expect(traceLine([3], [7], plot)).toBe('M200.0 100.0h0.01');
  });

  it.each([
    [1, 1, [1]],
    [1, 2, [1, 2]],
    [1, 4, [1, 2, 3, 4]],
    [1, 13, [5, 10]],
    [1, 100, [20, 40, 60, 80, 100]],
  ])('labels a count from %d to %d by whole numbers', (from, to, wanted) => {
    const plot = layOutLines({ ...none, xKind: 'count', lines: [line([from, to], [1, 2])] }, size)!;
    expect(plot.xTicks.map(({ value }) => value)).toEqual(wanted);
  });

  it('labels years over decades and hours within a day', () => {
    const over = (from: number, to: number): readonly { value: number; x: number }[] =>
      layOutLines({ ...none, xKind: 'time', lines: [line([from, to], [1, 2])] }, { width: 900, height: 200 })!.xTicks;
    const years = over(Date.UTC(1999, 4, 3), Date.UTC(2020, 6, 1));
    expect(years.length).toBeGreaterThan(3);
    for (const { value } of years) expect(new Date(value).toISOString()).toMatch(/-01-01T00:00:00/);
    const hours = over(Date.UTC(2026, 0, 5, 9), Date.UTC(2026, 0, 5, 17));
    expect(hours.length).toBeGreaterThan(2);
    for (const { value } of hours) expect(value % 3_600_000).toBe(0);
    for (const { x } of [...years, ...hours]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(900);
    }
  });
});

describe('a trace', () => {
  it('begins again after a gap', () => {
    const plot = layOutLines({ ...none, lines: [line([0, 1, 2, 3, 4], [1, 2, Number.NaN, 3, 1])] }, size)!;
    expect(traceLine([0, 1, 2, 3, 4], [1, 2, Number.NaN, 3, 1], plot).match(/M/g)).toHaveLength(2);
    expect(traceArea([0, 1, 2, 3, 4], [1, 2, Number.NaN, 3, 1], plot, 200).match(/Z/g)).toHaveLength(2);
  });

  it('of many points keeps the lowest and the highest, and at most four a pixel', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20_000 }), fc.integer(), (count, seed) => {
        const x = Array.from({ length: count }, (_, i) => i);
        const y = x.map((i) => Math.sin(i * 12.9898 + seed) * 43_758.5453);
        const plot = layOutLines({ ...none, lines: [line(x, y)] }, size)!;
        const points = pointsOf(traceLine(x, y, plot));
        expect(points.length).toBeLessThanOrEqual(Math.min(count, 4 * 401));
        const ys = points.map(([, place]) => place);
        expect(Math.min(...ys)).toBeCloseTo(plot.scale.toY(Math.max(...y)), 0);
        expect(Math.max(...ys)).toBeCloseTo(plot.scale.toY(Math.min(...y)), 0);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('of a band goes there above and back below', () => {
    const band = { key: 'b', name: 'B', tone: 'muted', x: [0, 1], low: [0, 1], high: [2, 3] } as const;
    const plot = layOutLines({ ...none, lines: [], bands: [band] }, size)!;
    const points = pointsOf(traceBand(band, plot));
    expect(points.map(([x]) => x)).toEqual([0, 400, 400, 0]);
    expect(points[0]![1]).toBeLessThan(points[3]![1]);
  });
});

describe('the nearest', () => {
  it('is found as by looking at all', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 1 }),
        fc.integer({ min: -600, max: 600 }),
        (all, wanted) => {
          const values = all.sort((a, b) => a - b);
          const found = values[findNearest(values, wanted)]!;
          expect(Math.abs(found - wanted)).toBe(Math.min(...values.map((value) => Math.abs(value - wanted))));
        },
      ),
      { seed: 3 },
    );
    expect(findNearest([], 1)).toBe(-1);
  });
});
