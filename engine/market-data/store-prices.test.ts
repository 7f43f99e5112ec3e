import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { findCurrentSnapshot, listSnapshots, listTimeframes, noActions, readSnapshot } from '../store/bars.ts';
import { findInstrument } from '../store/instruments.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { addSeries, readSeries } from '../store/series.ts';
import { countRows, it } from '../store/workspace.test-data.ts';
import type { ParsedPrices } from './parsed-prices.ts';
import { clock } from './price-file.test-data.ts';
import { actionsAt, alter, scalePrices, walk } from './quality/history.test-data.ts';
import { storePrices, type StoreOptions } from './store-prices.ts';

/** Bars from … to - 1 of an invented history as a file gives them. */
function prices(from: number, to: number, changes: Partial<ParsedPrices> = {}): ParsedPrices {
  const { bars } = walk(300);
  const cut = (column: Float64Array): Float64Array => column.slice(from, to);
  return {
    symbol: 'AAA',
    formatId: 'yahoo',
    currency: 'XXX',
    timeframe: '1d',
    timeZone: 'UTC',
    stamps: 'day',
    assumed: { timeZone: false, stamps: false },
    adjustment: 'derived-from-adjusted-close',
    bars: {
      time: cut(bars.time),
      open: cut(bars.open),
      high: cut(bars.high),
      low: cut(bars.low),
      close: cut(bars.close),
      volume: cut(bars.volume),
      priceFactor: cut(bars.priceFactor),
      volumeFactor: cut(bars.volumeFactor),
    },
    actions: noActions,
    rows: Uint32Array.from({ length: to - from }, (_, i) => i + 2),
    rowOrder: 'ascending',
    refusedRows: [],
    refusedCount: 0,
    findings: [],
    series: [],
    ...changes,
  };
}

const store = (database: WriteDatabase, parsed: ParsedPrices, options: Partial<StoreOptions> = {}) =>
  storePrices(database, clock, 'a.csv', parsed, { simulated: false, replace: false, repair: false, ...options });

function current(database: WriteDatabase): ReturnType<typeof readSnapshot> {
  return readSnapshot(database, findCurrentSnapshot(database, findInstrument(database, 'AAA')!.id, '1d')!);
}

function refuse(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was stored.');
}

describe('the currency of an instrument', () => {
  it('is named by the first file that knows it, and is never another one', ({ database }) => {
    store(database, prices(0, 100));
    expect(store(database, prices(0, 100, { currency: 'EUR' }))).toMatchObject({ status: 'updated', changes: null });
    expect(findInstrument(database, 'AAA')?.currency).toBe('EUR');
    expect(store(database, prices(0, 100))).toMatchObject({ status: 'unchanged' });
    const before = countRows(database);
    const error = refuse(() => store(database, prices(50, 200, { currency: 'USD' })));
    expect(error).toMatchObject({ code: 'import/other-currency' });
    expect(error.message).toContain('AAA is in EUR in this workspace; the file is in USD');
    expect(countRows(database)).toEqual(before);
    expect(findInstrument(database, 'AAA')?.currency).toBe('EUR');
  });

  it('is not named by a file that is refused', ({ database }) => {
    store(database, prices(0, 100));
    const other = prices(50, 200, { currency: 'USD', adjustment: 'none' });
    expect(refuse(() => store(database, other)).code).toBe('import/other-adjustment');
    expect(findInstrument(database, 'AAA')?.currency).toBe('XXX');
  });
});

describe('an update', () => {
  it('merges, counts, and keeps the snapshot before', ({ database }) => {
    expect(store(database, prices(0, 200))).toMatchObject({ status: 'added', bars: 200, changes: null });
    expect(store(database, prices(190, 300))).toMatchObject({
      status: 'updated',
      bars: 300,
      from: walk(1).bars.time[0],
      changes: { added: 100, changed: 0, removed: 0 },
    });
    expect(store(database, prices(190, 300))).toMatchObject({ status: 'unchanged', bars: 300, changes: null });
    expect(current(database).bars).toEqual(walk(300).bars);
    expect(listSnapshots(database, 1, '1d').map(({ bars }) => bars)).toEqual([300, 200]);
  });

  it('takes the place of the history where that is asked for', ({ database }) => {
    store(database, prices(0, 200));
    const other = prices(190, 300, { adjustment: 'none' });
    expect(store(database, other, { replace: true })).toMatchObject({
      status: 'updated',
      bars: 110,
      changes: { added: 100, changed: 0, removed: 190 },
    });
    expect(current(database).bars).toEqual(other.bars);
  });

  it('leaves out what lies before a day, in the history too', ({ database }) => {
    const { bars } = prices(0, 200);
    const actions = actionsAt(walk(300), [
      { t: 50, dividend: 1 },
      { t: 195, dividend: 1 },
    ]);
    store(database, prices(0, 200, { actions }));
    expect(store(database, prices(150, 250), { from: bars.time[100]! })).toMatchObject({
      bars: 150,
      from: bars.time[100],
      changes: { added: 50, changed: 0, removed: 100 },
    });
    expect([...current(database).actions.time]).toEqual([bars.time[195]]);
    // Also where nothing of it is left.
    expect(store(database, prices(260, 300), { from: walk(300).bars.time[260]! })).toMatchObject({
      bars: 40,
      changes: { added: 40, changed: 0, removed: 150 },
    });
  });

  it('keeps what reading the file before found while bars of it stay, without its rows', ({ database }) => {
    const finding = {
      check: 'duplicate',
      severity: 'red',
      count: 7,
      times: [prices(0, 1).bars.time[0]!],
      rows: [3],
      message: 'Rows contradict each other.',
      action: 'refused',
      hint: '',
      repairable: false,
    } as const;
    store(database, prices(0, 200, { findings: [finding] }));
    expect(store(database, prices(190, 250)).findings).toEqual([{ ...finding, rows: [] }]);
    // Found again, it is told once, with its rows.
    expect(store(database, prices(150, 260, { findings: [finding] })).findings).toEqual([finding]);
    expect(store(database, prices(0, 300)).findings).toEqual([]);
  });

  it('tells the rows of the file in findings, and none of older bars', ({ database }) => {
    const jump = (t: number): ParsedPrices => {
      const { bars } = alter(walk(300), (columns) => {
        scalePrices(columns, t, t + 1, 100);
      });
      return prices(0, 300, { bars });
    };
    const first = store(database, jump(40)).findings;
    expect(first).toMatchObject([{ check: 'unit-jump', severity: 'red', rows: [42] }]);
    const update = prices(280, 300);
    const { findings } = store(database, {
      ...update,
      bars: { ...update.bars, volume: update.bars.volume.map((v) => v + 1) },
    });
    expect(findings).toMatchObject([{ check: 'unit-jump', count: 1, rows: [] }]);
  });

  it('tells the row of each place beside its time, and none of an older bar', ({ database }) => {
    const { bars } = alter(walk(300), (columns) => {
      for (const t of [40, 140]) scalePrices(columns, t, t + 1, 100);
    });
    store(database, prices(0, 300, { bars }));
    const update = prices(100, 300);
    scalePrices(update.bars, 40, 41, 100);
    update.bars.volume[0]! += 1;
    const [finding] = store(database, update).findings;
    expect(finding).toMatchObject({ check: 'unit-jump', count: 2, rows: [0, 42] });
    expect(finding!.times).toEqual([bars.time[40], bars.time[140]]);
  });

  it('brings what was found up to date where the bars are the same', ({ database }) => {
    const guess = {
      check: 'unknown-scale',
      severity: 'amber',
      count: 1,
      times: [],
      rows: [],
      message: 'Taken as raw.',
      action: 'kept',
      hint: 'State it.',
      repairable: false,
    } as const;
    store(database, prices(0, 100, { adjustment: 'none', findings: [guess] }));
    const stated = prices(0, 100, { adjustment: 'none' });
    const { column_chunks: chunks } = countRows(database);
    expect(store(database, stated)).toMatchObject({ status: 'updated', changes: null, findings: [] });
    const before = countRows(database);
    expect(before).toMatchObject({ snapshots: 2, column_chunks: chunks });
    expect(store(database, stated)).toMatchObject({ status: 'unchanged', changes: null });
    expect(countRows(database)).toEqual(before);
  });

  it('no longer calls a bar unfinished when it is over', ({ database }) => {
    const file = prices(0, 100);
    const at = (now: number) =>
      storePrices(database, { ...clock, now: () => now }, 'a.csv', file, {
        simulated: false,
        replace: false,
        repair: false,
      });
    const last = file.bars.time[99]!;
    expect(at(last + 3_600_000).findings.map(({ check }) => check)).toEqual(['unfinished-bar']);
    expect(at(last + 10 * 86_400_000)).toMatchObject({ status: 'updated', changes: null, findings: [] });
    expect(findCurrentSnapshot(database, 1, '1d')?.findings).toEqual([]);
  });

  it('computes before it takes the write lock, and again where another import was faster', ({ database }) => {
    store(database, prices(0, 100));
    let looks = 0;
    const slow = {
      ...prices(150, 200),
      get findings() {
        expect(database.write.inTransaction).toBe(false);
        if (looks++ === 0) store(database, prices(100, 150));
        return [];
      },
    };
    expect(store(database, slow)).toMatchObject({ bars: 200, changes: { added: 50, changed: 0, removed: 0 } });
    expect(looks).toBe(2);
    expect(current(database).bars.time).toEqual(prices(0, 200).bars.time);
  });
});

describe('timeframes of one symbol', () => {
  it('stand side by side', ({ database }) => {
    const minutes = walk(100, { timeframe: '1m' }).bars;
    store(database, prices(0, 200));
    const outcome = store(
      database,
      prices(0, 100, { bars: minutes, timeframe: '1m', stamps: 'open', adjustment: 'none' }),
    );
    expect(outcome).toMatchObject({ status: 'added', bars: 100, changes: null });
    expect(countRows(database)).toMatchObject({ instruments: 1, snapshots: 2 });
    expect(listTimeframes(database, 1)).toEqual(['1m', '1d']);
    expect(current(database).bars.time.length).toBe(200);
  });
});

describe('series that come with prices', () => {
  const sentiment = (from: number, to: number, value: number): ParsedPrices =>
    prices(from, to, {
      series: [{ name: 'sentiment', time: prices(from, to).bars.time, value: new Float64Array(to - from).fill(value) }],
    });

  it('are merged, and stay where an update has none', ({ database }) => {
    store(database, sentiment(0, 100, 1));
    expect(store(database, sentiment(90, 120, 2))).toMatchObject({ status: 'updated', series: ['sentiment'] });
    store(database, prices(100, 200));
    const { value, time } = readSeries(database, 1, 'sentiment')!;
    expect(time.length).toBe(120);
    expect([value[0], value[89], value[90], value[119]]).toEqual([1, 1, 2, 2]);
  });

  it('are replaced with the prices', ({ database }) => {
    store(database, sentiment(0, 100, 1));
    store(database, sentiment(90, 120, 2), { replace: true });
    const { value, time } = readSeries(database, 1, 'sentiment')!;
    expect([time.length, new Set(value)]).toEqual([30, new Set([2])]);
  });

  it('do not keep the prices out where they contradict what is there', ({ database }) => {
    const mixed = sentiment(0, 100, 1);
    store(database, { ...mixed, series: [...mixed.series, { ...mixed.series[0]!, name: 'mood' }] });
    const { time, availableAt, value } = readSeries(database, 1, 'sentiment')!;
    const facts = {
      instrumentId: 1,
      name: 'sentiment',
      sourceName: 'a.csv',
      lagMs: 0,
      revisions: 'never',
      frequency: 'day',
      note: '',
      createdAt: 2,
    } as const;
    addSeries(database, { ...facts, time, availableAt, value });
    const update = sentiment(90, 120, 2);
    const file = { ...update, series: [...update.series, { ...update.series[0]!, name: 'mood' }] };
    const outcome = store(database, file);
    expect(outcome).toMatchObject({
      status: 'updated',
      bars: 120,
      series: ['mood'],
      findings: [{ check: 'series-refused', severity: 'amber', action: 'refused' }],
    });
    expect(outcome.findings[0]!.message).toContain('sentiment was said never to be revised');
    expect(readSeries(database, 1, 'sentiment')!.time.length).toBe(100);
    expect(readSeries(database, 1, 'mood')!.value.at(-1)).toBe(2);
    expect(store(database, file)).toMatchObject({ status: 'unchanged' });
    // The next file has nothing of it.
    expect(store(database, prices(90, 121))).toMatchObject({ bars: 121, findings: [] });
  });

  it('of minutes are known when the bar is over, however far apart the first bars are', ({ database }) => {
    const { bars } = walk(3, { timeframe: '5m' });
    bars.time[0]! -= 3_600_000;
    const series = [{ name: 'mood', time: bars.time, value: Float64Array.of(1, 2, 3) }];
    store(database, prices(0, 3, { bars, timeframe: '5m', stamps: 'open', series }));
    expect([...readSeries(database, 1, 'mood-5m')!.availableAt]).toEqual(
      Array.from(bars.time, (time) => time + 300_000),
    );
  });
});

describe('a repair', () => {
  const { bars } = alter(walk(300), (columns) => {
    scalePrices(columns, 40, 41, 100);
  });

  it('is only made when asked for, and is told', ({ database }) => {
    const plain = store(database, prices(0, 300, { bars }));
    expect(plain.repairs).toEqual([]);
    expect(current(database).bars).toEqual(bars);
    const repaired = store(database, prices(0, 300, { bars }), { repair: true });
    expect(repaired).toMatchObject({ status: 'updated', findings: [], changes: { added: 0, changed: 1, removed: 0 } });
    expect(repaired.repairs.length).toBe(1);
    expect(current(database).bars.close[40]).toBeCloseTo(bars.close[40]! / 100, 9);
    expect(listSnapshots(database, 1, '1d').map(({ repairs }) => repairs)).toEqual([repaired.repairs, []]);
    expect(store(database, prices(0, 300, { bars }), { repair: true })).toMatchObject({ status: 'unchanged' });
  });
});
