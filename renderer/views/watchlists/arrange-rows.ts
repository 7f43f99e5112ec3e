import type { WatchlistRow } from '#contract/api/watchlists.ts';
import { grades, type Grade } from '#contract/forecast.ts';

export const sortKeys = [
  'symbol',
  'price',
  'change',
  'grade',
  'probabilityUp',
  'expectedReturn',
  'interval',
  'model',
  'freshness',
  'alerts',
] as const;
export type SortKey = (typeof sortKeys)[number];
export interface Sorting {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

export const groupings = ['none', 'grade', 'model'] as const;
export type Grouping = (typeof groupings)[number];

export interface Arrangement {
  /** Null: the order of the list. */
  readonly sorting: Sorting | null;
  readonly text: string;
  readonly grade: Grade | null;
  readonly grouping: Grouping;
}

export type Item =
  | { readonly kind: 'row'; readonly row: WatchlistRow }
  /** `name` is a grade, a model, or null where there is no forecast. */
  | { readonly kind: 'group'; readonly name: string | null; readonly count: number };

/** What a row is sorted by; null goes to the end either way. */
function valueOf({ symbol, last, forecast, alerts }: WatchlistRow, key: SortKey): string | number | null {
  switch (key) {
    case 'symbol':
      return symbol;
    case 'price':
      return last?.price ?? null;
    case 'change':
      return last?.change ?? null;
    case 'grade':
      // From STRONG SELL up to STRONG BUY; no call says nothing of a direction.
      return forecast && forecast.grade !== 'NO CALL' ? -grades.indexOf(forecast.grade) : null;
    case 'probabilityUp':
      return forecast?.probabilityUp ?? null;
    case 'expectedReturn':
      return forecast?.expectedReturn ?? null;
    case 'interval':
      return forecast ? forecast.highReturn - forecast.lowReturn : null;
    case 'model':
      return forecast ? nameModel(forecast) : null;
    case 'freshness':
      return forecast?.createdAt ?? null;
    case 'alerts':
      return alerts.unseen * 1000 + alerts.rules;
  }
}

export function nameModel({ model }: NonNullable<WatchlistRow['forecast']>): string {
  return `${model.name} v${model.version}`;
}

const collator = new Intl.Collator('en', { numeric: true });

function compareRows({ key, isDescending }: Sorting): (a: WatchlistRow, b: WatchlistRow) => number {
  return (a, b) => {
    const [x, y] = [valueOf(a, key), valueOf(b, key)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order = typeof x === 'string' || typeof y === 'string' ? collator.compare(String(x), String(y)) : x - y;
    return isDescending ? -order : order;
  };
}

/** The lines of the table: filtered, sorted, and under the headings of their groups. */
export function arrangeRows(rows: readonly WatchlistRow[], { sorting, text, grade, grouping }: Arrangement): Item[] {
  const wanted = text.trim().toUpperCase();
  const found = rows.filter(
    ({ symbol, forecast }) => symbol.toUpperCase().includes(wanted) && (grade === null || forecast?.grade === grade),
  );
  const sorted = sorting === null ? found : found.toSorted(compareRows(sorting));
  if (grouping === 'none') return sorted.map((row) => ({ kind: 'row', row }));
  const groups = Map.groupBy(sorted, ({ forecast }) =>
    forecast === null ? null : grouping === 'grade' ? forecast.grade : nameModel(forecast),
  );
  return [...groups]
    .sort(([a], [b]) => rankGroup(a, grouping) - rankGroup(b, grouping) || collator.compare(a ?? '', b ?? ''))
    .flatMap(([name, members]): Item[] => [
      { kind: 'group', name, count: members.length },
      ...members.map((row): Item => ({ kind: 'row', row })),
    ]);
}

/** Grades in their order; what has no forecast comes last. */
function rankGroup(name: string | null, grouping: Grouping): number {
  if (name === null) return Infinity;
  return grouping === 'grade' ? grades.findIndex((grade) => grade === name) : 0;
}

/** The return that the bars of intervals reach to at most: few lines may stick out, or one wild one would flatten all. */
export function findIntervalReach(rows: readonly WatchlistRow[]): number {
  const ends = rows
    .flatMap(({ forecast }) =>
      forecast ? [Math.max(Math.abs(forecast.lowReturn), Math.abs(forecast.highReturn))] : [],
    )
    .sort((a, b) => a - b);
  return ends[Math.floor(0.95 * (ends.length - 1))] ?? 0.1;
}

/** A third click gives the user's own order back. */
export function nextSorting(now: Sorting | null, key: SortKey): Sorting | null {
  const isTextual = key === 'symbol' || key === 'model';
  if (now?.key !== key) return { key, isDescending: !isTextual };
  return now.isDescending === isTextual ? null : { key, isDescending: !now.isDescending };
}
