import { describe, expect, it } from 'vitest';
import type { WatchlistRow } from '#contract/api/watchlists.ts';
import type { Grade } from '#contract/forecast.ts';
import { arrangeRows, findIntervalReach, nextSorting, type Arrangement, type Item } from './arrange-rows.ts';

const plain: Arrangement = { sorting: null, text: '', grade: null, grouping: 'none' };

function row(
  symbol: string,
  grade: Grade | null = null,
  more: { price?: number; change?: number; width?: number } = {},
): WatchlistRow {
  const half = (more.width ?? 0.1) / 2;
  return {
    symbol,
    last:
      more.price === undefined
        ? null
        : {
            currency: 'EUR',
            simulated: false,
            price: more.price,
            change: more.change ?? null,
            time: 0,
            bars: 2,
            snapshot: 1,
          },
    forecast:
      grade === null
        ? null
        : {
            id: symbol,
            model: { name: 'm', version: 1 },
            horizonBars: 5,
            timeframe: '1d',
            grade,
            probabilityUp: 0.5,
            expectedReturn: 0,
            lowReturn: -half,
            highReturn: half,
            createdAt: 1,
            asOf: 1,
            isStale: false,
          },
    alerts: { rules: 0, unseen: 0 },
  };
}

const rows = [
  row('B', 'SELL', { price: 10 }),
  row('A10', 'STRONG BUY', { price: 5 }),
  row('A9'),
  row('C', 'NO CALL', { price: 7 }),
];

function write(items: readonly Item[]): string {
  return items
    .map((item) => (item.kind === 'row' ? item.row.symbol : `[${item.name ?? 'none'} ${item.count}]`))
    .join(' ');
}

describe('arrangeRows', () => {
  it('keeps the order of the list where nothing is asked', () => {
    expect(write(arrangeRows(rows, plain))).toBe('B A10 A9 C');
  });

  it('sorts, with what is not known at the end in both directions', () => {
    const sort = (key: 'symbol' | 'price' | 'grade', isDescending: boolean) =>
      write(arrangeRows(rows, { ...plain, sorting: { key, isDescending } }));
    expect(sort('symbol', false)).toBe('A9 A10 B C');
    expect(sort('price', false)).toBe('A10 C B A9');
    expect(sort('price', true)).toBe('B C A10 A9');
    expect(sort('grade', true)).toBe('A10 B A9 C');
  });

  it('filters by text in any case, and by grade', () => {
    expect(write(arrangeRows(rows, { ...plain, text: ' a1' }))).toBe('A10');
    expect(write(arrangeRows(rows, { ...plain, grade: 'NO CALL' }))).toBe('C');
  });

  it('groups by grade in the order of grades, without a forecast last', () => {
    expect(write(arrangeRows(rows, { ...plain, grouping: 'grade' }))).toBe(
      '[STRONG BUY 1] A10 [SELL 1] B [NO CALL 1] C [none 1] A9',
    );
    expect(
      write(arrangeRows(rows, { ...plain, grouping: 'model', sorting: { key: 'symbol', isDescending: true } })),
    ).toBe('[m v1 3] C B A10 [none 1] A9');
  });
});

it('a third click on a heading gives the order of the list back', () => {
  const first = nextSorting(null, 'price');
  const second = nextSorting(first, 'price');
  expect(first).toEqual({ key: 'price', isDescending: true });
  expect(second).toEqual({ key: 'price', isDescending: false });
  expect(nextSorting(second, 'price')).toBeNull();
  expect(nextSorting(second, 'symbol')).toEqual({ key: 'symbol', isDescending: false });
});

it('one wild interval does not flatten the others', () => {
  const many = Array.from({ length: 40 }, (_, i) => row(String(i), 'HOLD', { width: i === 7 ? 9 : 0.2 }));
  expect(findIntervalReach(many)).toBeCloseTo(0.1);
  expect(findIntervalReach([])).toBe(0.1);
});
