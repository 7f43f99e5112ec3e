import { describe, expect, it } from 'vitest';
import type { Bars } from '#contract/bars.ts';
import { computeFeatures } from './compute-features.ts';
import type { FeatureInput } from './feature-kind.ts';
import { featureKinds } from './feature-kinds.ts';
import { defaultSpec, inventHistory } from './invented-history.test-data.ts';
import { openFeatures } from './open-features.ts';

const BARS = 1500;

/** With bars that did not trade and bars that did not move, where special cases apply. */
function inventThin(seed: number): FeatureInput {
  const { bars, series } = inventHistory(seed, BARS);
  const open = bars.open.map((value, t) => (t % 23 === 0 ? bars.close[t]! : value));
  return {
    bars: {
      ...bars,
      open,
      high: bars.high.map((value, t) => (t % 23 === 0 ? bars.close[t]! : value)),
      low: bars.low.map((value, t) => (t % 23 === 0 ? bars.close[t]! : value)),
      volume: bars.volume.map((value, t) => (t % 7 === 0 ? 0 : Math.floor(value / 20_000))),
    },
    ...(series && { series }),
  };
}

function scale(input: FeatureInput, prices: number, volumes: number): FeatureInput {
  const by = (factor: number) => (value: number) => value * factor;
  const { time, open, high, low, close, volume } = input.bars;
  const bars: Bars = {
    time,
    open: open.map(by(prices)),
    high: high.map(by(prices)),
    low: low.map(by(prices)),
    close: close.map(by(prices)),
    volume: volume.map(by(volumes)),
  };
  return { ...input, bars };
}

type Derive = (input: FeatureInput) => readonly Float64Array[];

/** The first value that is another where all prices and volumes are multiplied, or null. */
function findChange(derive: Derive, prices: number, volumes: number): object | null {
  for (const seed of [1, 2]) {
    const input = inventThin(seed);
    const scaled = derive(scale(input, prices, volumes));
    for (const [column, values] of derive(input).entries()) {
      const bar = values.findIndex((value, t) => !Object.is(value, scaled[column]![t]));
      if (bar >= 0) return { column, bar, was: values[bar], is: scaled[column]![bar] };
    }
  }
  return null;
}

/**
 * Powers of two scale without rounding, so every bit must be the same; that also keeps rounding from deciding whether
 * two prices are equal.
 */
const factors: [what: string, prices: number, volumes: number][] = [
  ['prices', 1 / 64, 1],
  ['prices', 1024, 1],
  ['volumes', 1, 1 / 8],
  ['volumes', 1, 4096],
];

/* Factors of adjustment are set by later dividends and splits: what depends on them knows of the future. */
describe.each(featureKinds.map((kind) => ({ name: kind.kind, kind })))('$name', ({ kind }) => {
  it.each(factors)('does not change with all %s times a constant (%f, %f)', (_, prices, volumes) => {
    const derive: Derive = (input) => computeFeatures([defaultSpec(kind)], input).columns;
    expect(findChange(derive, prices, volumes)).toBeNull();
  });

  it('has a value at every bar after its warm-up, also where nothing traded or moved', () => {
    const { columns, names, firstUsable, usableRun } = computeFeatures([defaultSpec(kind)], inventThin(3));
    const { warmupBars } = openFeatures([defaultSpec(kind)]);
    expect(firstUsable, names.join(', ')).toBe(warmupBars);
    expect(usableRun.at(-1)).toBe(BARS - warmupBars);
    expect(columns.every((column) => Number.isFinite(column.at(-1)))).toBe(true);
  });
});

describe('a feature that knows the size of adjusted numbers is caught', () => {
  it.each<[string, Derive, number, number]>([
    ['a move in units of the price', ({ bars }) => [bars.close.map((price, t) => price - bars.open[t]!)], 1024, 1],
    ['ln(1 + volume)', ({ bars }) => [bars.volume.map(Math.log1p)], 1, 4096],
  ])('%s', (_, derive, prices, volumes) => {
    expect(findChange(derive, prices, volumes)).not.toBeNull();
  });
});
