import { describe, expect } from 'vitest';
import type { BarsMeta, IndicatorMeta, SeriesMeta, SparklinesMeta } from '#contract/chart-data.ts';
import { decodeColumns, type ColumnFrame } from '#contract/columns.ts';
import { AppError, statusOf } from '#contract/errors.ts';
import { bootEngine, type Engine } from '../boot.ts';
import { addSnapshot, noActions } from '../store/bars.ts';
import { addInstrument } from '../store/instruments.ts';
import { addSeries } from '../store/series.ts';
import { dayMs, it as withStore, makeBars, plainFacts } from '../store/workspace.test-data.ts';

/** An engine on a workspace with 3,000 bars of AAA and 20 of BBB. */
const it = withStore.extend('engine', ({ store }, { onCleanup }) => {
  ['AAA', 'BBB'].forEach((symbol, i) => {
    const instrumentId = addInstrument(store.database, { symbol, currency: 'USD', simulated: i === 1 }, 1);
    const bars = makeBars(i === 0 ? 3000 : 20);
    addSnapshot(store.database, { instrumentId, ...plainFacts, bars, actions: noActions });
  });
  const engine = bootEngine({ workspaceFolder: store.folder });
  onCleanup(() => {
    engine.close();
  });
  return engine;
});

async function load<Meta>(engine: Engine, path: string, query: Record<string, string>): Promise<ColumnFrame<Meta>> {
  return decodeColumns<Meta>(await engine.readData(path, new URLSearchParams(query)));
}

describe('/data/bars', () => {
  it('gives adjusted bars of a stretch, in no more buckets than asked for', async ({ engine }) => {
    const raw = makeBars(3000);
    const { meta, columns } = await load<BarsMeta>(engine, '/data/bars', {
      symbol: 'AAA',
      from: String(1000 * dayMs),
      to: String(1999 * dayMs),
      points: '250',
    });
    expect(meta).toMatchObject({
      symbol: 'AAA',
      timeframe: '1d',
      currency: 'USD',
      simulated: false,
      barsPerBucket: 4,
      firstBar: 1000,
      bars: 3000,
      historyFrom: 0,
      historyTo: 2999 * dayMs,
    });
    expect([...columns.keys()]).toEqual(['time', 'open', 'high', 'low', 'close', 'volume']);
    expect(columns.get('time')).toEqual(Float64Array.from({ length: 250 }, (_, i) => (1000 + 4 * i) * dayMs));
    expect(columns.get('open')![0]).toBe(raw.open[1000]! * raw.priceFactor[1000]!);
    expect(columns.get('close')!.at(-1)).toBe(raw.close[1999]! * raw.priceFactor[1999]!);
  });

  it('gives the whole history where nothing else is said, and nothing for a time without bars', async ({ engine }) => {
    const whole = await load<BarsMeta>(engine, '/data/bars', { symbol: 'BBB' });
    expect(whole.columns.get('close')!.length).toBe(20);
    const none = await load<BarsMeta>(engine, '/data/bars', { symbol: 'BBB', from: String(1000 * dayMs) });
    expect(none.columns.get('close')!.length).toBe(0);
  });

  it('gives the new bars as soon as a new snapshot is there', async ({ engine, store }) => {
    const before = await load<BarsMeta>(engine, '/data/bars', { symbol: 'BBB' });
    addSnapshot(store.database, { instrumentId: 2, ...plainFacts, bars: makeBars(21, 50), actions: noActions });
    const after = await load<BarsMeta>(engine, '/data/bars', { symbol: 'BBB' });
    expect(after.columns.get('close')!.at(-1)).toBe(50 + 20.5);
    expect(after.meta.contentHash).not.toBe(before.meta.contentHash);
    const { columns } = await load(engine, '/data/sparklines', { symbols: 'BBB', bars: '1' });
    expect([...columns.get('BBB')!]).toEqual([70.5]);
  });
});

describe('/data/indicator', () => {
  it('computes on every bar and shows the last one of each bucket', async ({ engine }) => {
    const fine = await load<IndicatorMeta>(engine, '/data/indicator', {
      symbol: 'AAA',
      kind: 'sma',
      bars: '5',
      points: '3000',
    });
    const coarse = await load<IndicatorMeta>(engine, '/data/indicator', {
      symbol: 'AAA',
      kind: 'sma',
      bars: '5',
      points: '1000',
    });
    expect(coarse.meta).toMatchObject({ kind: 'sma', params: { bars: 5 }, barsPerBucket: 4 });
    expect(fine.columns.get('value')!.slice(0, 4).every(Number.isNaN)).toBe(true);
    const values = [...coarse.columns.get('value')!];
    expect(values).toEqual([...fine.columns.get('value')!].filter((_, t) => t % 4 === 3));
    const bars = await load<BarsMeta>(engine, '/data/bars', { symbol: 'AAA', points: '1000' });
    expect(coarse.columns.get('time')).toEqual(bars.columns.get('time'));
  });

  it('has its own parameters for each kind', async ({ engine }) => {
    const { meta, columns } = await load<IndicatorMeta>(engine, '/data/indicator', {
      symbol: 'BBB',
      kind: 'macd',
      slowBars: '5',
      fastBars: '3',
      signalBars: '2',
    });
    expect([...columns.keys()]).toEqual(['time', 'line', 'signal', 'histogram']);
    expect(meta.params).toEqual({ fastBars: 3, slowBars: 5, signalBars: 2 });
  });
});

describe('/data/sparklines', () => {
  it('gives the last adjusted closes of many symbols, and says which are not there', async ({ engine }) => {
    const { meta, columns } = await load<SparklinesMeta>(engine, '/data/sparklines', {
      symbols: 'AAA,NONE,BBB,AAA',
      bars: '30',
    });
    expect(meta).toEqual({ timeframe: '1d', missing: ['NONE'] });
    expect([...columns].map(([symbol, closes]) => [symbol, closes.length])).toEqual([
      ['AAA', 30],
      ['BBB', 20],
    ]);
    const bars = await load<BarsMeta>(engine, '/data/bars', { symbol: 'AAA', points: '3000' });
    expect([...columns.get('AAA')!]).toEqual([...Float32Array.from(bars.columns.get('close')!.subarray(-30))]);
  });
});

describe('what is asked wrongly', () => {
  it.for<[path: string, query: Record<string, string>, code: string, status: number]>([
    ['/data/bars', {}, 'input/invalid', 400],
    ['/data/bars', { symbol: 'NONE' }, 'data/unknown-instrument', 404],
    ['/data/bars', { symbol: 'AAA', timeframe: '1m' }, 'data/unknown-timeframe', 404],
    ['/data/bars', { symbol: 'AAA', timeframe: '3d' }, 'input/invalid', 400],
    ['/data/bars', { symbol: 'AAA', points: '0' }, 'input/invalid', 400],
    ['/data/bars', { symbol: 'AAA', points: '1e9' }, 'input/invalid', 400],
    ['/data/bars', { symbol: 'AAA', from: 'yesterday' }, 'input/invalid', 400],
    ['/data/bars', { symbol: 'AAA', from: '' }, 'input/invalid', 400],
    ['/data/bars', { symbol: 'AAA', folder: '/etc' }, 'input/invalid', 400],
    ['/data/indicator', { symbol: 'AAA', kind: 'sma', bars: '1.5' }, 'input/invalid', 400],
    ['/data/indicator', { symbol: 'AAA', kind: 'sma', deviations: '2' }, 'input/invalid', 400],
    ['/data/indicator', { symbol: 'AAA', kind: 'constructor' }, 'input/invalid', 400],
    ['/data/sparklines', { symbols: '' }, 'input/invalid', 400],
    ['/data/../almanac.db', {}, 'data/unknown-path', 404],
  ])('%s %j', async ([path, query, code, status], { engine }) => {
    const error: unknown = await engine.readData(path, new URLSearchParams(query)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code });
    expect(statusOf(error as AppError)).toBe(status);
  });
});

describe('/data/series', () => {
  it('gives a series whole, or thinned out with its extremes kept', async ({ engine, store }) => {
    const time = Float64Array.from({ length: 100 }, (_, i) => i * dayMs);
    const value = time.map((_, i) => (i === 37 ? 500 : i % 7));
    const facts = {
      sourceName: 'vix.csv',
      lagMs: 5,
      revisions: 'never',
      frequency: 'day',
      note: '',
      createdAt: 1,
    } as const;
    const availableAt = time.map((at) => at + dayMs);
    addSeries(store.database, { name: 'vix', instrumentId: null, ...facts, time, availableAt, value });
    const whole = await load<SeriesMeta>(engine, '/data/series', { name: 'vix' });
    expect(whole.meta).toEqual({ name: 'vix', symbol: null, points: 100 });
    expect(whole.columns.get('value')).toEqual(value);
    expect(whole.columns.get('availableAt')).toEqual(availableAt);
    const thin = await load<SeriesMeta>(engine, '/data/series', { name: 'vix', points: '10' });
    expect(thin.columns.get('value')!.length).toBeLessThanOrEqual(10);
    expect(thin.columns.get('value')).toContain(500);
    expect(thin.meta.points).toBe(100);
  });

  it('of an instrument is another than that of the market, and has to be there', async ({ engine }) => {
    for (const query of [{ name: 'vix' }, { name: 'vix', symbol: 'AAA' }, { name: 'vix', symbol: 'NONE' }]) {
      await expect(load(engine, '/data/series', query)).rejects.toMatchObject({ code: 'series/unknown' });
    }
  });
});
