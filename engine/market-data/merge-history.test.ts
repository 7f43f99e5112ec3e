import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adjustment } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { createRandom } from '../kernel/random.ts';
import { noActions, type CorporateActions, type RawBars } from '../store/bars.ts';
import { factorsFromActions, factorsFromAdjustedClose, volumeFactorFromSplits } from './adjustment/derive-factors.ts';
import { mergeHistories, type HistoryState, type MergedHistory } from './merge-history.ts';

const DAY = 86_400_000;
const columns = ['time', 'open', 'high', 'low', 'close', 'volume', 'priceFactor', 'volumeFactor'] as const;
const rawColumns = ['open', 'high', 'low', 'close', 'volume'] as const;

function mapColumns(bars: RawBars, change: (column: Float64Array, name: keyof RawBars) => Float64Array): RawBars {
  return Object.fromEntries(columns.map((name) => [name, change(bars[name], name)])) as unknown as RawBars;
}

/** A random walk with holes, adjusted closes of a file that knows dividends and splits, and days without trade. */
function invent(
  count: number,
  { seed = 1, adjustment = 'derived-from-adjusted-close' }: { seed?: number; adjustment?: Adjustment } = {},
): HistoryState {
  const random = createRandom(seed);
  const time = new Float64Array(count);
  const close = new Float64Array(count);
  const volume = new Float64Array(count);
  const events: { time: number; dividend: number; split: number }[] = [];
  let day = 12_000;
  let price = 100;
  for (let t = 0; t < count; t++) {
    day += random.uniform() < 0.2 ? 4 : 1;
    price *= Math.exp(0.02 * random.normal());
    if (t > 0 && random.uniform() < 0.1) {
      const isSplit = random.uniform() < 0.3;
      const dividend = isSplit ? 0 : Math.round(price) / 100;
      events.push({ time: day * DAY, dividend, split: isSplit ? 2 : 1 });
      price = isSplit ? price / 2 : price - dividend;
      if (price < 10) price *= 10;
    }
    time[t] = day * DAY;
    close[t] = Math.round(price * 100) / 100;
    volume[t] = random.uniform() < 0.1 ? 0 : 1000 + Math.floor(random.uniform() * 1e6);
  }
  const actions: CorporateActions = {
    time: Float64Array.from(events, (event) => event.time),
    dividend: Float64Array.from(events, ({ dividend }) => dividend),
    split: Float64Array.from(events, ({ split }) => split),
  };
  const isAdjusted = adjustment !== 'none';
  const ones = new Float64Array(count).fill(1);
  const bars = {
    time,
    open: close.map((c) => c * 0.99),
    high: close.map((c) => c * 1.01),
    low: close.map((c) => c * 0.98),
    close,
    volume,
    priceFactor: isAdjusted ? factorsFromActions(time, close, actions) : ones,
    volumeFactor: isAdjusted ? volumeFactorFromSplits(time, actions) : ones,
  };
  return { bars, actions: isAdjusted ? actions : noActions, adjustment };
}

/** Bars from … to - 1 as a file of them alone gives them: the factors of its last bar are 1. */
function cut({ bars, actions, adjustment }: HistoryState, from: number, to: number): HistoryState {
  const first = bars.time[from]!;
  const last = bars.time[to - 1]!;
  const isIn = (_: number, i: number): boolean => actions.time[i]! >= first && actions.time[i]! <= last;
  const own = {
    time: actions.time.filter(isIn),
    dividend: actions.dividend.filter(isIn),
    split: actions.split.filter(isIn),
  };
  const part = mapColumns(bars, (column) => column.slice(from, to));
  const isFromActions = adjustment === 'derived-from-events' || adjustment === 'derived-from-factor-file';
  return {
    adjustment,
    actions: own,
    bars: isFromActions
      ? {
          ...part,
          priceFactor: factorsFromActions(part.time, part.close, own),
          volumeFactor: volumeFactorFromSplits(part.time, own),
        }
      : {
          ...part,
          priceFactor: part.priceFactor.map((factor) => factor / part.priceFactor.at(-1)!),
          volumeFactor: part.volumeFactor.map((factor) => factor / part.volumeFactor.at(-1)!),
        },
  };
}

/** The history with other columns; `change` may write into copies. */
function alter(state: HistoryState, change: (bars: RawBars) => void): HistoryState {
  const bars = mapColumns(state.bars, (column) => column.slice());
  change(bars);
  return { ...state, bars };
}

const merge = (older: HistoryState, newer: HistoryState): MergedHistory => mergeHistories('AAA', older, newer);

function refuse(older: HistoryState, newer: HistoryState): AppError {
  try {
    merge(older, newer);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The histories were merged.');
}

function expectWhole(merged: HistoryState, whole: HistoryState): void {
  for (const name of ['time', ...rawColumns] as const) expect(merged.bars[name]).toEqual(whole.bars[name]);
  expect(merged.actions).toEqual(whole.actions);
  for (const name of ['priceFactor', 'volumeFactor'] as const) {
    merged.bars[name].forEach((value, t) => {
      const expected = whole.bars[name][t]!;
      if (Math.abs(value / expected - 1) > 1e-12) expect({ name, t, value }).toEqual({ name, t, value: expected });
    });
    expect(merged.bars[name].at(-1)).toBe(1);
  }
}

const kinds = ['derived-from-adjusted-close', 'derived-from-events', 'adjusted-by-provider', 'none'] as const;

describe('mergeHistories', () => {
  it.each(kinds)('a part of a %s history changes nothing, to the last bit', (adjustment) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.nat(), fc.nat(), fc.nat(99), (count, a, b, seed) => {
        const whole = invent(count, { seed, adjustment });
        const from = Math.min(a % count, b % count);
        const to = Math.max(a % count, b % count) + 1;
        for (const part of [cut(whole, from, to), cut(whole, 0, to), cut(whole, from, count), whole]) {
          const merged = merge(whole, part);
          expect(merged.bars).toEqual(whole.bars);
          expect(merged.actions).toEqual(whole.actions);
          expect(merged.changes).toEqual({ added: 0, changed: 0, removed: 0 });
          expect(merged.findings).toEqual([]);
        }
      }),
      { seed: 6, numRuns: 150 },
    );
  });

  it.each(kinds)('two overlapping cuts of a %s history give the whole, in either order', (adjustment) => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 120 }), fc.nat(99), fc.nat(99), fc.nat(99), (count, a, b, seed) => {
        const whole = invent(count, { seed, adjustment });
        // They have ten bars in common at least.
        const to = 20 + (a % (count - 20));
        const from = b % (to - 10);
        const early = cut(whole, 0, to);
        const late = cut(whole, from, count);
        for (const [older, newer] of [
          [early, late],
          [late, early],
        ] as const) {
          const merged = merge(older, newer);
          expectWhole(merged, whole);
          expect(merged.changes).toEqual({ added: count - older.bars.time.length, changed: 0, removed: 0 });
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('an older file that fills a gap takes the scale of both sides', () => {
    const whole = invent(300, { seed: 8 });
    const keep = (t: number): boolean => t < 100 || t >= 200;
    const holed: HistoryState = {
      ...whole,
      bars: mapColumns(whole.bars, (column) => column.filter((_, t) => keep(t))),
    };
    const merged = merge(holed, cut(whole, 90, 210));
    expectWhole(merged, whole);
    expect(merged.changes).toEqual({ added: 100, changed: 0, removed: 0 });
    expect([merged.source[0], merged.source[90], merged.source[209], merged.source[210]]).toEqual([-1, 0, 119, -1]);
  });

  it('thousands of bars in many updates are the whole history', () => {
    const whole = invent(6000, { seed: 9 });
    let state: HistoryState = cut(whole, 2000, 2500);
    for (let to = 2600; to <= 6000; to += 100) state = merge(state, cut(whole, to - 130, to));
    // The oldest ones come last.
    expectWhole(merge(state, cut(whole, 0, 2100)), whole);
  });
});

describe('prices that the provider has moved to another base', () => {
  const whole = invent(200, { seed: 3 });

  it.each([
    ['a dividend', 0.98],
    ['a split', 0.25],
  ])('after %s the bars that only the older history has follow', (_, by) => {
    const older = cut(whole, 0, 150);
    // The provider's file: every bar before the event at bar 170 counts `by` times as much.
    const moved = alter(whole, ({ priceFactor }) => {
      for (let t = 0; t < 170; t++) priceFactor[t]! *= by;
    });
    const merged = merge(older, cut(moved, 120, 200));
    const adjusted = ({ bars }: HistoryState): Float64Array => bars.close.map((c, t) => c * bars.priceFactor[t]!);
    const [found, expected] = [adjusted(merged), adjusted(moved)];
    for (let t = 1; t < 200; t++) {
      expect(Math.abs(found[t]! / found[t - 1]! / (expected[t]! / expected[t - 1]!) - 1)).toBeLessThan(1e-12);
    }
    expect([merged.bars.priceFactor.at(-1), merged.bars.volumeFactor.at(-1)]).toEqual([1, 1]);
    for (const name of rawColumns) expect(merged.bars[name]).toEqual(whole.bars[name]);
  });

  it('after a split that moves closes and volumes themselves', () => {
    const older = cut(invent(200, { seed: 4 }), 0, 150);
    const provider = alter(cut(older, 0, 150), (bars) => {
      for (const name of ['open', 'high', 'low', 'close'] as const)
        bars[name].forEach((v, t) => (bars[name][t] = v / 4));
      bars.volume.forEach((v, t) => (bars.volume[t] = v * 4));
    });
    const merged = merge(older, cut(provider, 100, 150));
    expect(merged.changes).toEqual({ added: 0, changed: 50, removed: 0 });
    expect(merged.bars.close[0]).toBe(older.bars.close[0]);
    expect(merged.bars.volume[0]).toBe(older.bars.volume[0]);
    for (let t = 0; t < 150; t++) {
      const { close, volume, priceFactor, volumeFactor } = merged.bars;
      expect(close[t]! * priceFactor[t]!).toBeCloseTo((older.bars.close[t]! * older.bars.priceFactor[t]!) / 4, 9);
      const before = older.bars.volume[t]! * older.bars.volumeFactor[t]!;
      expect(volume[t]! * volumeFactor[t]!).toBeCloseTo(before * 4, 3);
    }
  });

  it('volumes that were corrected in a few bars move no others', () => {
    const raised = alter(cut(whole, 147, 160), ({ volume }) => {
      volume[0]! *= 1.004;
      volume[1]! *= 1.004;
    });
    expect(merge(cut(whole, 0, 150), raised).bars.volumeFactor.slice(0, 147)).toEqual(
      cut(whole, 0, 160).bars.volumeFactor.slice(0, 147),
    );
  });

  it('adjusted closes as they are printed, rounded, keep the returns to the rounding', () => {
    const print = (to: number, from: number): HistoryState => {
      const part = cut(whole, from, to);
      const scale = 0.7;
      const adjusted = part.bars.close.map((c, t) => Math.round(c * part.bars.priceFactor[t]! * scale * 1e6) / 1e6);
      return { ...part, bars: { ...part.bars, priceFactor: factorsFromAdjustedClose(adjusted, part.bars.close) } };
    };
    const merged = merge(print(150, 0), print(200, 130));
    merged.bars.priceFactor.forEach((factor, t) => {
      expect(Math.abs(factor / whole.bars.priceFactor[t]! - 1)).toBeLessThan(1e-6);
    });
  });
});

describe('bars that have changed', () => {
  const whole = invent(200, { seed: 5 });

  it('are taken and counted', () => {
    const corrected = alter(cut(whole, 100, 200), ({ close, volume }) => {
      close[10]! *= 1.5;
      close[20]! *= 0.9;
      volume[20] = 7;
      volume[30]! += 1;
    });
    const merged = merge(cut(whole, 0, 180), corrected);
    expect(merged.changes).toEqual({ added: 20, changed: 3, removed: 0 });
    expect(merged.bars.close.slice(100)).toEqual(corrected.bars.close);
    expect(merged.bars.volume[120]).toBe(7);
    expect(merged.bars.priceFactor.slice(0, 100)).toEqual(cut(whole, 0, 200).bars.priceFactor.slice(0, 100));
  });

  it('are no history of the same instrument where they are many', () => {
    const other = invent(200, { seed: 77 });
    const sameDays = { ...other, bars: { ...other.bars, time: whole.bars.time } };
    const error = refuse(cut(whole, 0, 150), cut(sameDays, 100, 200));
    expect(error.code).toBe('import/other-history');
    expect(error.message).toMatch(/AAA .* of 50 bars that both have, \d+ do not fit, the first on \d{4}-\d\d-\d\d/);
    expect(error.hint).toContain('--replace');
    // With every bar that is there, the file speaks for itself.
    expect(merge(cut(whole, 0, 150), cut(sameDays, 0, 200)).bars).toEqual(cut(sameDays, 0, 200).bars);
  });

  it('raw prices with actions are in one unit, whatever the factors say', () => {
    const raw = invent(100, { seed: 5, adjustment: 'derived-from-events' });
    const pence = alter(cut(raw, 50, 100), (bars) => {
      bars.close.forEach((close, t) => (bars.close[t] = close * 100));
    });
    expect(refuse(cut(raw, 0, 80), pence).code).toBe('import/other-history');
  });

  it('one common bar of another instrument is enough to tell it', () => {
    const raw = invent(200, { adjustment: 'none' });
    const twice = alter(cut(raw, 149, 160), ({ close }) => {
      close[0]! *= 2;
    });
    expect(refuse(cut(raw, 0, 150), twice).code).toBe('import/other-history');
  });
});

describe('few common bars', () => {
  const whole = invent(60, { seed: 4 });

  it('are no history of the same instrument where one of two is on another scale', () => {
    const other = alter(cut(whole, 28, 60), ({ open, high, low, close }) => {
      for (const column of [open, high, low, close]) {
        column[0]! *= 0.03;
        column[1]! *= 0.09;
      }
    });
    expect(refuse(cut(whole, 0, 30), other).code).toBe('import/other-history');
  });

  it.each([1, 2, 5])('%i of another instrument are enough where closes as traded differ by no split', (common) => {
    const other = alter(cut(whole, 30 - common, 60), ({ open, high, low, close }) => {
      for (const column of [open, high, low, close]) column.forEach((value, t) => (column[t] = value * 0.37));
    });
    expect(refuse(cut(whole, 0, 30), other).code).toBe('import/other-history');
  });

  it.each([1, 3])('%i show a split that the provider has applied to its closes since', (common) => {
    const split = alter(cut(whole, 30 - common, 60), ({ open, high, low, close }) => {
      for (const column of [open, high, low, close]) column.forEach((value, t) => (column[t] = value / 10));
    });
    const { bars } = merge(cut(whole, 0, 30), split);
    const adjusted = bars.close.map((close, t) => close * bars.priceFactor[t]!);
    const expected = whole.bars.close.map((close, t) => (close * whole.bars.priceFactor[t]!) / 10);
    adjusted.forEach((value, t) => {
      expect(value / expected[t]!).toBeCloseTo(1, 9);
    });
  });

  it('may hold one that was not over yet when it was stored', () => {
    const early = alter(cut(whole, 0, 30), ({ high, close }) => {
      close[29]! *= 1.05;
      high[29]! *= 1.05;
    });
    expect(merge(early, cut(whole, 28, 60)).changes).toEqual({ added: 30, changed: 1, removed: 0 });
  });
});

it('a bar whose adjusted close alone has changed is counted', () => {
  const whole = invent(60, { seed: 5 });
  const corrected = alter(whole, ({ priceFactor }) => {
    for (let t = 0; t < 20; t++) priceFactor[t]! *= 0.9;
  });
  expect(merge(whole, corrected).changes).toEqual({ added: 0, changed: 20, removed: 0 });
});

it('raw prices with actions and without are one history, whose actions are kept', () => {
  const whole = invent(60, { seed: 6, adjustment: 'derived-from-events' });
  const plain = invent(60, { seed: 6, adjustment: 'none' });
  const later = { ...cut(plain, 30, 60), actions: noActions };
  const merged = merge(cut(whole, 0, 40), later);
  expect(merged.adjustment).toBe('derived-from-events');
  expect(merged.changes).toEqual({ added: 20, changed: 0, removed: 0 });
});

describe('ways of adjusting', () => {
  const whole = invent(60, { seed: 2 });

  it('are not mixed, unless nothing of the older history stays', () => {
    const raw: HistoryState = { ...cut(whole, 20, 60), adjustment: 'none' };
    const error = refuse(cut(whole, 0, 40), raw);
    expect(error.code).toBe('import/other-adjustment');
    expect(error.message).toContain('derived-from-adjusted-close');
    expect(merge(cut(whole, 20, 40), raw)).toMatchObject({ adjustment: 'none', bars: raw.bars });
  });

  it.each([
    ['derived-from-adjusted-close', 1],
    ['adjusted-by-provider', 1],
    ['none', 0],
    ['derived-from-events', 0],
  ] as const)('%s histories without a common bar', (adjustment, findings) => {
    const state: HistoryState = { ...whole, adjustment };
    const merged = merge(cut(state, 0, 30), cut(state, 30, 60));
    expect(merged.findings.map(({ check, severity }) => `${check} ${severity}`)).toEqual(
      findings === 1 ? ['unknown-scale amber'] : [],
    );
    expect(merged.bars.close).toEqual(whole.bars.close);
  });
});

describe('actions', () => {
  const at = (...days: readonly number[]): CorporateActions => ({
    time: Float64Array.from(days, (day) => day * DAY),
    dividend: Float64Array.from(days, () => 1),
    split: Float64Array.from(days, () => 1),
  });
  const flat = (from: number, to: number, actions: CorporateActions, adjustment: Adjustment): HistoryState => {
    const time = Float64Array.from({ length: to - from }, (_, i) => (from + i) * DAY);
    const column = (value: number): Float64Array => new Float64Array(to - from).fill(value);
    const close = column(100);
    return {
      adjustment,
      actions,
      bars: {
        ...{ time, open: close, high: close, low: close, close, volume: column(10) },
        priceFactor: adjustment === 'derived-from-events' ? factorsFromActions(time, close, actions) : column(1),
        volumeFactor: column(1),
      },
    };
  };
  const daysOf = ({ actions }: HistoryState): number[] => Array.from(actions.time, (time) => time / DAY);

  it('within the file are the file’s, outside of it those that are known', () => {
    const older = flat(0, 20, at(3, 10, 12, 18), 'derived-from-events');
    const newer = flat(10, 16, at(13), 'derived-from-events');
    // That of day 10 falls between day 9 and the file’s first bar, so the file cannot know it.
    expect(daysOf(merge(older, newer))).toEqual([3, 10, 13, 18]);
  });

  it('are kept where a file with adjusted closes names none', () => {
    const older = flat(0, 20, at(3, 12), 'derived-from-adjusted-close');
    expect(daysOf(merge(older, flat(10, 25, noActions, 'derived-from-adjusted-close')))).toEqual([3, 12]);
    expect(
      daysOf(merge(flat(0, 20, at(3, 12), 'derived-from-events'), flat(10, 25, noActions, 'derived-from-events'))),
    ).toEqual([3]);
  });

  it('of a factor file lay the factors anew over all bars', () => {
    const all: CorporateActions = {
      time: Float64Array.of(5 * DAY, 15 * DAY, 40 * DAY),
      dividend: Float64Array.of(10, 0, 0),
      split: Float64Array.of(1, 4, 2),
    };
    const part = (from: number, to: number): HistoryState => {
      const state = flat(from, to, all, 'derived-from-factor-file');
      const { time, close } = state.bars;
      return {
        ...state,
        bars: {
          ...state.bars,
          priceFactor: factorsFromActions(time, close, all),
          volumeFactor: volumeFactorFromSplits(time, all),
        },
      };
    };
    const merged = merge(merge(part(10, 13), part(0, 6)), part(14, 18));
    expect(merged.bars.time.length).toBe(13);
    expect(merged.bars.priceFactor[0]).toBeCloseTo(0.9 / 4, 12);
    expect(merged.bars.priceFactor[6]).toBe(1 / 4);
    expect([...merged.bars.priceFactor.slice(-4)]).toEqual([1 / 4, 1, 1, 1]);
    expect([...merged.bars.volumeFactor.slice(-4)]).toEqual([4, 1, 1, 1]);
  });
});
