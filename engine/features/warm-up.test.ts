import { describe, expect, it } from 'vitest';
import { createRandom } from '../kernel/random.ts';
import { computeFeatures } from './compute-features.ts';
import type { FeatureKind, FeatureParams } from './feature-kind.ts';
import { featureKinds } from './feature-kinds.ts';
import { cutHistory, defaultSpec, inventHistory } from './invented-history.test-data.ts';
import { resolveFeatures } from './resolve-features.ts';

/** Bars that are looked at, in each of several histories. */
const BARS = 25;
/** Bars of a history behind the longest warm-up. */
const BEHIND = 700;

function warmupOf(kind: FeatureKind, params: FeatureParams): number {
  return kind.warmupBars(resolveFeatures([defaultSpec(kind, params)])[0]!.params, kind.columns);
}

/**
 * Largest difference between the values from the whole history and those from `warmupBars` bars and the
 * bar itself, in standard deviations of the column.
 */
function dependenceOnStart(kind: FeatureKind, params: FeatureParams, warmupBars: number): number {
  const spec = [defaultSpec(kind, params)];
  const shortest = warmupOf(kind, params);
  let largest = 0;
  for (const seed of [1, 2, 3]) {
    const length = shortest + 2 * BEHIND;
    const history = inventHistory(seed, length);
    const whole = computeFeatures(spec, history).columns;
    const scales = whole.map((column) => {
      const known = column.subarray(shortest);
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
      return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
    });
    const random = createRandom(seed);
    for (let i = 0; i < BARS; i++) {
      const t = shortest + BEHIND + random.integer(BEHIND);
      const short = computeFeatures(spec, cutHistory(history, t - warmupBars, t + 1)).columns;
      whole.forEach((column, c) => {
        const difference = Math.abs(short[c]![warmupBars]! - column[t]!);
        // A column that never changes has no scale, and nothing but the same value will do.
        largest = Math.max(largest, difference === 0 ? 0 : difference / scales[c]!);
      });
    }
  }
  return largest;
}

const find = (name: string): FeatureKind => featureKinds.find(({ kind }) => kind === name)!;
const cases: { name: string; kind: FeatureKind; params: FeatureParams }[] = [
  ...featureKinds.map((kind) => ({ name: kind.kind, kind, params: {} })),
  { name: 'rsi of 30 bars', kind: find('rsi'), params: { bars: 30 } },
  { name: 'macd 5/35/20', kind: find('macd'), params: { fastBars: 5, slowBars: 35, signalBars: 20 } },
];

describe('after its declared warm-up a feature does not depend on where the history starts', () => {
  it.each(cases)('$name: to 1e-6 of its standard deviation', ({ kind, params }) => {
    expect(dependenceOnStart(kind, params, warmupOf(kind, params))).toBeLessThan(1e-6);
  });

  it.each(cases.filter(({ kind }) => kind === find('rsi') || kind === find('macd')))(
    '$name: half of the warm-up would be caught',
    ({ kind, params }) => {
      expect(dependenceOnStart(kind, params, Math.floor(warmupOf(kind, params) / 2))).toBeGreaterThan(1e-5);
    },
  );

  it.each(['return', 'volume-change'])('%s: one bar less would be caught', (name) => {
    expect(dependenceOnStart(find(name), {}, warmupOf(find(name), {}) - 1)).toBeNaN();
  });
});
