import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { columnsOf, defaultsOf } from './feature-columns.test-data.ts';
import { featureKinds } from '../feature-kinds.ts';

const BARS = 700;

/**
 * Bars with all that a denominator can stumble over: stretches in which the price stands still, rises or falls without
 * a shadow, or trades without a range; stretches without volume or with the same volume; closes a little outside of
 * the range; jumps.
 */
function inventWildBars(seed: number) {
  const random = createRandom(seed);
  const columns = { time: 0, open: 0, high: 0, low: 0, close: 0, volume: 0, seriesValue: 0 };
  const bars = Object.fromEntries(Object.keys(columns).map((name) => [name, new Float64Array(BARS)])) as Record<
    keyof typeof columns,
    Float64Array
  >;
  let close = 50;
  let price = 0;
  let trade = 0;
  for (let t = 0; t < BARS; t++) {
    if (random.uniform() < 0.02) price = random.integer(4);
    if (random.uniform() < 0.02) trade = random.integer(3);
    const before = close;
    if (price === 0) close *= Math.exp(0.03 * random.normal() + (random.uniform() < 0.01 ? 0.7 : 0));
    if (price === 1) close *= 1.01;
    if (price === 2) close *= 0.99;
    const open = random.uniform() < 0.5 ? before : close;
    const shadow = price === 0 ? 0.01 * random.uniform() : 0;
    bars.time[t] = t * 86_400_000;
    bars.open[t] = open;
    bars.close[t] = close;
    bars.high[t] = Math.max(open, close) * (1 + shadow);
    // A file may round a price out of the range.
    bars.low[t] = Math.min(open, close) * (1 - shadow + (random.uniform() < 0.05 ? 1e-4 : 0));
    bars.volume[t] = trade === 0 ? Math.round(1e5 * Math.exp(random.normal())) : trade === 1 ? 0 : 700;
    bars.seriesValue[t] = price === 3 ? 1 : 1 + random.uniform();
  }
  return bars;
}

describe.each(featureKinds)('$kind', (kind) => {
  const params = defaultsOf(kind);

  it('has defaults within their limits', () => {
    for (const [name, { default: value, min, max, integer }] of Object.entries(kind.parameters)) {
      expect(value, name).toBeGreaterThanOrEqual(min);
      expect(value, name).toBeLessThanOrEqual(max);
      if (integer) expect(value, name).toBe(Math.round(value));
    }
  });

  it('writes all its columns at each bar, from the first on', () => {
    const bars = inventWildBars(1);
    const stream = kind.open(params);
    const out = new Float64Array(kind.columns.length);
    for (let t = 0; t < 5; t++) {
      out.fill(1e300);
      stream(
        {
          time: bars.time[t]!,
          open: bars.open[t]!,
          high: bars.high[t]!,
          low: bars.low[t]!,
          close: bars.close[t]!,
          volume: bars.volume[t]!,
          seriesValue: bars.seriesValue[t]!,
        },
        out,
      );
      expect(out).not.toContain(1e300);
    }
  });

  it('has finite values after its warm-up whatever the bars', () => {
    const warmup = kind.warmupBars(params, kind.columns);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        for (const values of Object.values(columnsOf(kind, inventWildBars(seed)))) {
          expect(values.slice(warmup).every(Number.isFinite)).toBe(true);
          expect(values.length).toBeGreaterThan(warmup);
        }
      }),
      { numRuns: 15, seed: 1 },
    );
  });
});
