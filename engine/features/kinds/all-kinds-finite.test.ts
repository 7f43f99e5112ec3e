import { describe, expect, it } from 'vitest';
import { inventHistory } from '../invented-history.test-data.ts';
import { columnsOf, defaultsOf, type SomeBars } from './feature-columns.test-data.ts';
import { featureKinds } from '../feature-kinds.ts';

const { bars } = inventHistory(5, 900);

/** The history up to bar 700, and then a price that stands still at a number which no double can hold exactly. */
const still = (column: Float64Array): Float64Array => column.map((value, t) => (t < 700 ? value : 41.37));
const standingStill: SomeBars = {
  open: still(bars.open),
  high: still(bars.high),
  low: still(bars.low),
  close: still(bars.close),
  volume: bars.volume,
};

/** The history in steps of a twentieth, so that moves of two bars are often the same. */
function inTicks(factor: number): SomeBars {
  const scale = (column: Float64Array): Float64Array => column.map((price) => (Math.round(price * 20) / 20) * factor);
  const { open, high, low, close } = bars;
  return { open: scale(open), high: scale(high), low: scale(low), close: scale(close), volume: bars.volume };
}

it('has every kind once', () => {
  const kinds = featureKinds.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(featureKinds.reduce((sum, { columns }) => sum + columns.length, 0)).toBe(139);
});

/** Those that read prices and volume: the others have nothing to say of bars alone, or do not look at them. */
const ofBars = featureKinds.filter(({ group }) => group !== 'external' && group !== 'calendar');

describe.each(ofBars.map((kind) => ({ name: kind.kind, kind })))('$name', ({ kind }) => {
  const smallest = Object.fromEntries(Object.entries(kind.parameters).map(([name, { min }]) => [name, min]));

  it.each([
    ['its defaults', 'that move', defaultsOf(kind), bars],
    ['its defaults', 'that stand still', defaultsOf(kind), standingStill],
    ['its smallest parameters', 'that move', smallest, bars],
    ['its smallest parameters', 'that stand still', smallest, standingStill],
  ])('has finite values after its warm-up, with %s and prices %s', (_parameters, _prices, params, history) => {
    const warmup = kind.warmupBars(params, kind.columns);
    expect(Number.isInteger(warmup)).toBe(true);
    for (const [name, values] of Object.entries(columnsOf(kind, history, params))) {
      const bad = values.findIndex((value, t) => t >= warmup && !Number.isFinite(value));
      expect(bad, `${name}: first bar that is not finite`).toBe(-1);
    }
  });

  it.each([0.731, 1 / 3, 7.7])('does not change where all prices are multiplied by %d, which breaks ties', (factor) => {
    const scaled = columnsOf(kind, inTicks(factor));
    for (const [name, values] of Object.entries(columnsOf(kind, inTicks(1)))) {
      const isSame = (value: number, t: number): boolean =>
        Number.isNaN(value)
          ? Number.isNaN(scaled[name]![t]!)
          : Math.abs(scaled[name]![t]! - value) < 1e-9 * Math.max(1, Math.abs(value));
      const other = values.findIndex((value, t) => !isSame(value, t));
      expect(other, `${name}: first bar that differs`).toBe(-1);
    }
  });

  it('begins each stream afresh', () => {
    expect(columnsOf(kind, bars)).toEqual(columnsOf(kind, bars));
  });

  // What reads the volume alone does not look at prices.
  if (kind.needs === 'volume') return;

  it('does not take what rounding leaves of prices that stand still for moves', () => {
    // Averages still creep towards their end and a quotient of them may once become neutral; one of rounding errors
    // would jump about.
    for (const [name, values] of Object.entries(columnsOf(kind, standingStill))) {
      const jumps = values.filter(
        (value, t) => t >= 850 && Math.abs(value - values[t - 1]!) > 0.01 * Math.max(1, Math.abs(value)),
      );
      expect(jumps.length, name).toBeLessThanOrEqual(1);
    }
  });
});
