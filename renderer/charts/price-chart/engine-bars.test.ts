import { describe, expect, it } from 'vitest';
import { encodeColumns } from '#contract/columns.ts';
import { inventBars } from '../../double/invent-market.ts';
import { joinBars } from '#contract/join-bars.ts';
import { openEngineBars } from './engine-bars.ts';

const MINUTE = 60_000;
const COUNT = 40_000;
const bars = inventBars(1, COUNT, 100, MINUTE);

/** Answers as contract/chart-data.ts says: buckets of 1, 2, 4, … bars that begin at multiples of their size. */
function createEngine() {
  const asked: string[] = [];
  return {
    asked,
    data: (path: string): Promise<ArrayBuffer> => {
      const query = new URL(path, 'http://engine').searchParams;
      const from = Number(query.get('from') ?? bars.time[0]);
      const to = Number(query.get('to') ?? bars.time[COUNT - 1]);
      const first = Math.ceil((from - bars.time[0]!) / MINUTE);
      const end = Math.floor((to - bars.time[0]!) / MINUTE) + 1;
      let size = 1;
      while (Math.ceil(end / size) - Math.floor(first / size) > Number(query.get('points'))) size *= 2;
      const start = Math.floor(first / size) * size;
      const joined = joinBars(bars, size, start, Math.ceil(end / size) * size);
      asked.push(`${path.split('?')[0]!} ${joined.time.length}`);
      const meta = {
        symbol: 'A',
        timeframe: '1m',
        currency: 'EUR',
        simulated: false,
        barsPerBucket: size,
        firstBar: start,
        bars: COUNT,
        historyFrom: bars.time[0],
        historyTo: bars.time[COUNT - 1],
        contentHash: 'x',
      };
      const columns = path.startsWith('/data/indicator') ? { time: joined.time, value: joined.close } : joined;
      return Promise.resolve(encodeColumns(meta, Object.entries(columns)).slice().buffer);
    },
  };
}

const open = (engine: ReturnType<typeof createEngine>) =>
  openEngineBars(engine, 'A', '1m', new AbortController().signal);

describe('bars of the engine', () => {
  it('are there coarsely at once, and finely when they have been loaded', async () => {
    const feed = await open(createEngine());
    const view = { first: 20_000, end: 20_500 };
    expect(feed.history.bars).toBe(COUNT);
    expect(feed.find(view, 900).barsPerBucket).toBe(16);
    await feed.load(view, 900, []);
    const fine = feed.find(view, 900);
    expect(fine.barsPerBucket).toBe(1);
    expect(fine.firstBar).toBeLessThanOrEqual(20_000);
    expect(fine.close[20_000 - fine.firstBar]).toBe(bars.close[20_000]);
    expect(fine.firstBar + fine.time.length).toBeGreaterThanOrEqual(20_500);
  });

  it('are loaded with a margin, so that moving a little asks for nothing', async () => {
    const engine = createEngine();
    const feed = await open(engine);
    await feed.load({ first: 20_000, end: 20_500 }, 900, []);
    const before = engine.asked.length;
    await feed.load({ first: 20_200, end: 20_700 }, 900, []);
    expect(engine.asked).toHaveLength(before);
    await feed.load({ first: 25_000, end: 25_500 }, 900, []);
    expect(engine.asked.length).toBeGreaterThan(before);
  });

  it('never come in more buckets than a few screens hold', async () => {
    const engine = createEngine();
    const feed = await open(engine);
    for (const width of [100, 900, 5000, 30_000, 40_000]) await feed.load({ first: 0, end: width }, 900, []);
    for (const line of engine.asked) expect(Number(line.split(' ')[1])).toBeLessThan(4100);
  });

  it('bring the indicators that are chosen, aligned with them', async () => {
    const feed = await open(createEngine());
    const view = { first: 39_000, end: 40_030 };
    const sma = { kind: 'sma', params: { bars: 20 } } as const;
    await feed.load(view, 900, [sma]);
    const found = feed.find(view, 900);
    expect(found.indicators.get('sma bars=20')?.get('value')).toHaveLength(found.time.length);
  });

  it('know which bar a time belongs to', async () => {
    const feed = await open(createEngine());
    expect(feed.barAt(bars.time[0]! - 1)).toBe(-1);
    expect(feed.barAt(bars.time[COUNT - 1]!)).toBe(COUNT - 1);
    await feed.load({ first: 20_000, end: 20_500 }, 900, []);
    expect(feed.barAt(bars.time[20_123]! + 5)).toBe(20_123);
  });
});
