import { describe, expect, it } from 'vitest';
import { createRandom } from '../kernel/random.ts';
import type { FeatureKind, FeatureParams } from './feature-kind.ts';
import { featureKinds } from './feature-kinds.ts';
import { cutHistory, inventHistory } from './invented-history.test-data.ts';

/** Bars that are looked at, in each of several histories. */
const BARS = 40;

/**
 * Largest difference between the value from the whole history and the value from `warmupBars` bars and the
 * bar itself, in standard deviations of the feature.
 */
function dependenceOnStart(kind: FeatureKind, params: FeatureParams, warmupBars: number): number {
  let largest = 0;
  for (const seed of [1, 2, 3, 4]) {
    const history = inventHistory(seed, 1500);
    const whole = kind.compute(history, params);
    const known = whole.filter((value) => Number.isFinite(value));
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
    const random = createRandom(seed);
    for (let i = 0; i < BARS; i++) {
      const t = 700 + random.integer(800);
      const short = kind.compute(cutHistory(history, t - warmupBars, t + 1), params);
      largest = Math.max(largest, Math.abs(short[warmupBars]! - whole[t]!) / deviation);
    }
  }
  return largest;
}

const cases = featureKinds.map((kind) => ({ name: kind.kind, kind, params: kind.defaults }));
const find = (name: string): FeatureKind => featureKinds.find(({ kind }) => kind === name)!;
const recursive = [
  ...cases.filter(({ name }) => name === 'rsi' || name === 'macd'),
  { name: 'rsi of 30 bars', kind: find('rsi'), params: { bars: 30 } },
  { name: 'macd 5/35', kind: find('macd'), params: { fastBars: 5, slowBars: 35 } },
];

describe('after its declared warm-up a feature does not depend on where the history starts', () => {
  it.each([...cases, ...recursive.slice(2)])('$name: to 1e-6 of its standard deviation', ({ kind, params }) => {
    expect(dependenceOnStart(kind, params, kind.warmupBars(params))).toBeLessThan(1e-6);
  });

  it.each(recursive)('$name: half of the warm-up would be caught', ({ kind, params }) => {
    expect(dependenceOnStart(kind, params, Math.floor(kind.warmupBars(params) / 2))).toBeGreaterThan(1e-5);
  });

  it.each(['return', 'volume-change'])('%s: one bar less would be caught', (name) => {
    expect(dependenceOnStart(find(name), {}, find(name).warmupBars({}) - 1)).toBeNaN();
  });
});
