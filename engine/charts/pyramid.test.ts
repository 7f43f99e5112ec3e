import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bars } from '#contract/bars.ts';
import { buildPyramid, layBuckets, readStretch } from './pyramid.ts';

/** Whole numbers, so that sums do not depend on their order. */
function inventBars(count: number, seed = 1): Bars {
  const random = (t: number, salt: number) => ((t * 7919 + seed * 104_729 + salt * 1_299_709) % 1009) + 1;
  const column = (value: (t: number) => number) => Float64Array.from({ length: count }, (_, t) => value(t));
  return {
    time: column((t) => t * 60_000),
    open: column((t) => random(t, 1)),
    high: column((t) => 1009 + random(t, 2)),
    low: column((t) => -random(t, 3)),
    close: column((t) => random(t, 4)),
    volume: column((t) => random(t, 5)),
  };
}

/** Every bucket from its definition. */
function joinNaively(bars: Bars, size: number, first: number, buckets: number): number[][] {
  return Array.from({ length: buckets }, (_, bucket) => {
    const from = first + bucket * size;
    const cut = (column: Float64Array) => [...column.subarray(from, from + size)];
    return [
      bars.time[from]!,
      bars.open[from]!,
      Math.max(...cut(bars.high)),
      Math.min(...cut(bars.low)),
      cut(bars.close).at(-1)!,
      cut(bars.volume).reduce((sum, volume) => sum + volume, 0),
    ];
  });
}

const rowsOf = ({ time, open, high, low, close, volume }: Bars): number[][] =>
  [...time].map((at, i) => [at, open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!]);

const history = inventBars(9_000);
const pyramid = buildPyramid(history);

describe('a pyramid', () => {
  it('gives the buckets of any stretch as their definition does, at most as many as asked for', () => {
    const stretch = fc.tuple(fc.nat(8_999), fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(stretch, ([first, length, points]) => {
        const end = Math.min(first + length, 9_000);
        const laid = layBuckets(first, end, points);
        expect(laid.buckets).toBeLessThanOrEqual(points);
        expect(laid.firstBar).toBeLessThanOrEqual(first);
        expect(laid.firstBar + laid.buckets * laid.barsPerBucket).toBeGreaterThanOrEqual(end);
        expect(rowsOf(readStretch(pyramid, laid))).toEqual(
          joinNaively(history, laid.barsPerBucket, laid.firstBar, laid.buckets),
        );
      }),
    );
  });

  it('draws a bucket alike wherever the view stands', () => {
    const seen = new Map<string, string>();
    for (let first = 1_000; first < 1_500; first++) {
      const laid = layBuckets(first, first + 3_000, 200);
      for (const row of rowsOf(readStretch(pyramid, laid))) {
        const key = `${laid.barsPerBucket} ${row[0]!}`;
        expect(seen.get(key) ?? JSON.stringify(row), key).toBe(JSON.stringify(row));
        seen.set(key, JSON.stringify(row));
      }
    }
  });

  it('gives bars as they are where there is room, and nothing for nothing', () => {
    expect(layBuckets(7, 107, 100)).toEqual({ barsPerBucket: 1, firstBar: 7, buckets: 100 });
    expect(layBuckets(7, 108, 100)).toEqual({ barsPerBucket: 2, firstBar: 6, buckets: 51 });
    expect(layBuckets(5, 5, 100).buckets).toBe(0);
    expect(rowsOf(readStretch(pyramid, layBuckets(5, 5, 100)))).toEqual([]);
  });

  it('takes a third more room than its bars', () => {
    const many = buildPyramid(inventBars(1_000_000));
    expect(many.bytes / (6 * 8 * 1_000_000)).toBeLessThan(1.34);
    expect(many.levels.length).toBe(6);
  });
});
