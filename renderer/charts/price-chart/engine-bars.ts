import type { Timeframe } from '#contract/bars.ts';
import { MAX_POINTS, type BarsMeta, type IndicatorMeta } from '#contract/chart-data.ts';
import { decodeColumns, type ColumnFrame } from '#contract/columns.ts';
import type { Host } from '../../host.ts';
import type { BarFeed, HistoryInfo } from './bar-feed.ts';
import { keyOf, type BarBuckets, type IndicatorChoice, type IndicatorColumns } from './chart-bars.ts';
import { lowerBound } from './marks.ts';
import { chooseBucket, type Viewport } from './viewport.ts';

type Columns = Pick<Host, 'data'>;

const OVERVIEW_POINTS = 4000;
/** Stretches that stay in memory; one has at most some thousand buckets. */
const KEPT = 12;

/** A feed of the engine's bars: the whole history coarsely at once, and the stretch in sight as fine as it can be shown. */
export async function openEngineBars(
  { data }: Columns,
  symbol: string,
  timeframe: Timeframe,
  signal: AbortSignal,
): Promise<BarFeed> {
  const ask = async (from: number | null, to: number | null, points: number): Promise<ColumnFrame<BarsMeta>> =>
    decodeColumns<BarsMeta>(
      new Uint8Array(await data(`/data/bars?${query(symbol, timeframe, from, to, points)}`, { signal })),
    );
  const askIndicator = async (
    choice: IndicatorChoice,
    from: number | null,
    to: number | null,
    points: number,
  ): Promise<IndicatorColumns> => {
    const parts = query(symbol, timeframe, from, to, points);
    parts.set('kind', choice.kind);
    for (const [name, value] of Object.entries(choice.params)) parts.set(name, String(value));
    const { columns } = decodeColumns<IndicatorMeta>(
      new Uint8Array(await data(`/data/indicator?${parts}`, { signal })),
    );
    return new Map([...columns].filter(([name]) => name !== 'time'));
  };

  const first = await ask(null, null, OVERVIEW_POINTS);
  const { bars, historyFrom, historyTo, currency, simulated } = first.meta;
  const history: HistoryInfo = { symbol, timeframe, currency, simulated, bars, from: historyFrom, to: historyTo };
  const overview = toBuckets(first, new Map());
  /** The newest last. */
  let stretches: BarBuckets[] = [overview];

  const find = (viewport: Viewport, pixels: number): BarBuckets => {
    const size = chooseBucket(viewport, pixels);
    // The finest that covers the view and is no finer than it can be shown; else the one that is at hand.
    const fitting = stretches.filter((stretch) => covers(stretch, viewport, bars));
    return (
      fitting.findLast(({ barsPerBucket }) => barsPerBucket === size) ??
      fitting
        .filter(({ barsPerBucket }) => barsPerBucket > size / 4)
        .sort((a, b) => a.barsPerBucket - b.barsPerBucket)[0] ??
      overview
    );
  };

  return {
    history,
    find,
    async load(viewport, pixels, indicators) {
      const size = chooseBucket(viewport, pixels);
      const known = stretches.findLast((stretch) => stretch.barsPerBucket === size && covers(stretch, viewport, bars));
      if (known && indicators.every((choice) => known.indicators.has(keyOf(choice)))) return;
      const { from, to, points } = planStretch(overview, viewport, size);
      const [frame, ...columns] = await Promise.all([
        ask(from, to, points),
        ...indicators.map((choice) => askIndicator(choice, from, to, points)),
      ]);
      const loaded = toBuckets(frame, new Map(indicators.map((choice, i) => [keyOf(choice), columns[i]!])));
      stretches = [...stretches.filter((stretch) => stretch !== known), loaded].slice(-KEPT);
    },
    barAt(time) {
      const finest = stretches
        .filter(
          (stretch) =>
            stretch.time.length > 0 &&
            stretch.time[0]! <= time &&
            (time <= stretch.time.at(-1)! || isLast(stretch, bars)),
        )
        .sort((a, b) => a.barsPerBucket - b.barsPerBucket)[0];
      if (!finest) return time < historyFrom ? -1 : bars - 1;
      if (time >= historyTo) return bars - 1;
      return finest.firstBar + (lowerBound(finest.time, time + 1) - 1) * finest.barsPerBucket;
    },
  };
}

/** What to ask for: the view and as much again on each side, so that moving a little loads nothing. */
export function planStretch(
  overview: BarBuckets,
  { first, end }: Viewport,
  size: number,
): { from: number | null; to: number | null; points: number } {
  const width = end - first;
  const last = overview.time.length - 1;
  const before = Math.floor((first - width - overview.firstBar) / overview.barsPerBucket);
  const after = Math.ceil((end + width - overview.firstBar) / overview.barsPerBucket);
  const from = before <= 0 ? null : overview.time[Math.min(before, last)]!;
  const to = after > last ? null : overview.time[Math.max(after, 0)]!;
  const span = (Math.min(after, last + 1) - Math.max(before, 0) + 1) * overview.barsPerBucket;
  return { from, to, points: Math.min(MAX_POINTS, Math.ceil(span / size) + 2) };
}

function query(
  symbol: string,
  timeframe: Timeframe,
  from: number | null,
  to: number | null,
  points: number,
): URLSearchParams {
  const parts = new URLSearchParams({ symbol, timeframe, points: String(points) });
  if (from !== null) parts.set('from', String(from));
  if (to !== null) parts.set('to', String(to));
  return parts;
}

function toBuckets(
  { meta, columns }: ColumnFrame<BarsMeta>,
  indicators: ReadonlyMap<string, IndicatorColumns>,
): BarBuckets {
  const column = (name: string): Float64Array => {
    const values = columns.get(name);
    return values instanceof Float64Array ? values : Float64Array.from(values ?? []);
  };
  return {
    firstBar: meta.firstBar,
    barsPerBucket: meta.barsPerBucket,
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
    indicators,
  };
}

function covers(stretch: BarBuckets, { first, end }: Viewport, bars: number): boolean {
  return stretch.firstBar <= Math.max(0, first) && endOf(stretch, bars) >= Math.min(bars, end);
}

function endOf({ firstBar, barsPerBucket, time }: BarBuckets, bars: number): number {
  return Math.min(bars, firstBar + time.length * barsPerBucket);
}

function isLast(stretch: BarBuckets, bars: number): boolean {
  return endOf(stretch, bars) >= bars;
}
