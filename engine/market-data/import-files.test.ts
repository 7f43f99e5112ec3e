import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect } from 'vitest';
import type { ImportReport } from '#contract/api/market-data.ts';
import { findCurrentSnapshot, readSnapshot, type Snapshot } from '../store/bars.ts';
import { findInstrument, listInstruments } from '../store/instruments.ts';
import { checkIntegrity, openStore, type ReadDatabase, type WriteDatabase } from '../store/open-store.ts';
import { readSeries } from '../store/series.ts';
import { countRows, flipBits, it } from '../store/workspace.test-data.ts';
import { importFiles } from './import-files.ts';
import { loadHistory } from './load-history.ts';
import { clock, importAll, importOne, january, writePrices, yahooText, type Day } from './price-file.test-data.ts';

const days: Day[] = [
  { day: 2, close: 10 },
  { day: 3, close: 11 },
  { day: 6, close: 12 },
  { day: 7, close: 13 },
];

function currentOf(database: ReadDatabase, symbol: string): Snapshot {
  return findCurrentSnapshot(database, findInstrument(database, symbol)!.id, '1d')!;
}

/** Imports with what a user states. */
async function importWith(database: WriteDatabase, paths: readonly string[], options: object): Promise<ImportReport> {
  const request = { paths, simulated: false, replace: false, repair: false, ...options };
  const events = importFiles(database, clock, request, undefined);
  for (;;) {
    const step = await events.next();
    if (step.done) return step.value;
  }
}

describe('importing a file', () => {
  it('adds a new instrument with its bars', async ({ folder, database }) => {
    const path = writePrices(folder, 'aaa.csv', days);
    expect(await importOne(database, path)).toEqual({
      status: 'added',
      path,
      label: 'aaa.csv',
      symbol: 'AAA',
      timeframe: '1d',
      format: 'yahoo',
      adjustment: 'derived-from-adjusted-close',
      timeZone: 'UTC',
      stamps: 'day',
      bars: 4,
      from: january(2),
      to: january(7),
      refusedRows: [],
      refusedCount: 0,
      findings: [],
      repairs: [],
      changes: null,
      series: [],
    });
    expect(findInstrument(database, 'AAA')).toMatchObject({ currency: 'XXX', simulated: false });
    const snapshot = currentOf(database, 'AAA');
    expect(snapshot).toMatchObject({ sourceName: path, adjustment: 'derived-from-adjusted-close', lastClose: 13 });
    expect([...readSnapshot(database, snapshot).bars.high]).toEqual([11, 12, 13, 14]);
  });

  it('a second time changes nothing', async ({ folder, database }) => {
    const path = writePrices(folder, 'aaa.csv', [...days, { day: 8, close: 14, sentiment: 0.5 }]);
    await importOne(database, path);
    const before = countRows(database);
    expect(await importOne(database, path)).toMatchObject({ status: 'unchanged', bars: 5, changes: null });
    writeFileSync(join(folder, 'aaa.csv.gz'), gzipSync(yahooText([...days, { day: 8, close: 14, sentiment: 0.5 }])));
    expect(await importOne(database, join(folder, 'aaa.csv.gz'))).toMatchObject({ status: 'unchanged' });
    expect(countRows(database)).toEqual(before);
  });

  it('takes the place of a history where that is asked for, says how, and keeps the old one', async ({
    folder,
    database,
  }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', days));
    const old = currentOf(database, 'AAA');
    // Day 2 is gone, day 3 has another price, 6 and 7 are as before, 4, 8 and 9 are new.
    const changed = [{ day: 3, close: 20 }, { day: 4, close: 21 }, days[2]!, days[3]!].concat(
      { day: 8, close: 14 },
      { day: 9, close: 15 },
    );
    expect(await importOne(database, writePrices(folder, 'aaa.csv', changed))).toMatchObject({
      status: 'updated',
      bars: 6,
      changes: { added: 3, changed: 1, removed: 1 },
    });
    expect([...readSnapshot(database, currentOf(database, 'AAA')).bars.close]).toEqual([20, 21, 12, 13, 14, 15]);
    expect([...readSnapshot(database, old).bars.close]).toEqual([10, 11, 12, 13]);
    expect(countRows(database)).toMatchObject({ instruments: 1, snapshots: 2 });
  });

  it('makes an earlier history current again where the earlier file comes back', async ({ folder, database }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', days));
    await importOne(database, writePrices(folder, 'aaa.csv', days.slice(1)));
    const outcome = await importOne(database, writePrices(folder, 'aaa.csv', days));
    expect(outcome).toMatchObject({ status: 'updated', changes: { added: 1, changed: 0, removed: 0 } });
    expect(currentOf(database, 'AAA').bars).toBe(4);
  });

  it('notices that only the sentiment has changed', async ({ folder, database }) => {
    const withSentiment = (value: number) => days.map((day) => ({ ...day, sentiment: value }));
    await importOne(database, writePrices(folder, 'aaa.csv', withSentiment(0.5)));
    const outcome = await importOne(database, writePrices(folder, 'aaa.csv', withSentiment(0.25)));
    expect(outcome).toMatchObject({ status: 'updated', changes: null });
    expect(countRows(database)).toMatchObject({ snapshots: 1, series: 2 });
    expect(readSeries(database, 1, 'sentiment')?.value[0]).toBe(0.25);
  });

  it('adds its bars to those that are there, and takes their place only where that is asked for', async ({
    database,
    folder,
  }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', days.slice(0, 3)));
    const later = writePrices(folder, 'aaa.csv', [days[2]!, { day: 7, close: 13.5 }, { day: 8, close: 14 }]);
    const { outcomes } = await importAll(database, [later], { replace: false });
    expect(outcomes).toMatchObject([{ status: 'updated', bars: 5, changes: { added: 2, changed: 0, removed: 0 } }]);
    expect([...readSnapshot(database, currentOf(database, 'AAA')).bars.close]).toEqual([10, 11, 12, 13.5, 14]);
    expect(await importOne(database, later)).toMatchObject({ status: 'updated', bars: 3, changes: { removed: 2 } });
  });

  it('an update without an action goes with raw prices that have some', async ({ folder, database }) => {
    const path = join(folder, 'aaa.csv');
    const write = (...rows: readonly string[]): void => {
      writeFileSync(path, ['Date,Open,High,Low,Close,Volume,Dividend,Split', ...rows, ''].join('\n'));
    };
    write('2020-01-02,10,11,9,10,100,0,1', '2020-01-03,5,6,4,5,200,0,2', '2020-01-06,5,6,4,5,200,,');
    await importWith(database, [path], {});
    write('2020-01-06,5,6,4,5,200,,', '2020-01-07,5,6,4,5,200,0,1', '2020-01-08,5,6,4,5,200,0,1');
    expect((await importWith(database, [path], {})).outcomes).toMatchObject([
      { status: 'updated', adjustment: 'derived-from-events', bars: 5, changes: { added: 2, changed: 0, removed: 0 } },
    ]);
    expect([...readSnapshot(database, currentOf(database, 'AAA')).bars.priceFactor]).toEqual([0.5, 1, 1, 1, 1]);
  });

  it('takes a sentiment column without a value for none', async ({ folder, database }) => {
    const path = writePrices(
      folder,
      'aaa.csv',
      days.map((day) => ({ ...day, sentiment: '' })),
    );
    expect(await importOne(database, path)).toMatchObject({ status: 'added', bars: 4 });
    expect(countRows(database).series).toBe(0);
  });

  it('never mixes simulated and real prices of one symbol', async ({ folder, database }) => {
    const path = writePrices(folder, 'aaa.csv', days);
    const other = writePrices(folder, 'bbb.csv', days);
    await importOne(database, path, false);
    await importOne(database, other, true);
    expect(findInstrument(database, 'BBB')?.simulated).toBe(true);
    const before = countRows(database);
    const asSimulated = await importOne(database, writePrices(folder, 'aaa.csv', days.slice(1)), true);
    expect(asSimulated).toMatchObject({ status: 'refused', code: 'import/simulated-clash' });
    expect(asSimulated).toHaveProperty('message', expect.stringContaining('AAA is a real instrument'));
    const asReal = await importOne(database, writePrices(folder, 'bbb.csv', days.slice(1)), false);
    expect(asReal).toHaveProperty('message', expect.stringContaining('BBB is a simulated instrument'));
    expect(asReal).toHaveProperty('hint', expect.stringContaining('--workspace'));
    expect(countRows(database)).toEqual(before);
    expect(findInstrument(database, 'BBB')?.simulated).toBe(true);
  });

  it('is undone as a whole where it fails half-way', async ({ folder, database }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', days));
    flipBits(database, 'snapshot_chunks');
    const before = countRows(database);
    const changed = days.map((day) => ({ ...day, close: day.close + 5, sentiment: 0.5 }));
    const path = writePrices(folder, 'aaa.csv', changed);
    const { outcomes } = await importWith(database, [path], {});
    expect(outcomes).toMatchObject([{ status: 'refused', code: 'store/damaged' }]);
    expect(countRows(database)).toEqual(before);
    // What takes the place of the damaged bars need not know them, and the same bars mend them.
    const same = writePrices(folder, 'aaa.csv', days);
    expect(await importOne(database, same)).toMatchObject({ status: 'updated', bars: 4 });
    expect([...readSnapshot(database, currentOf(database, 'AAA')).bars.close]).toEqual([10, 11, 12, 13]);
    writePrices(folder, 'aaa.csv', changed);
    expect(await importOne(database, path)).toMatchObject({ status: 'updated', bars: 4 });
    expect([...readSnapshot(database, currentOf(database, 'AAA')).bars.close]).toEqual([15, 16, 17, 18]);
  });
});

describe('importing a folder', () => {
  it('takes the good files in, refuses the bad ones and leaves the rest alone', async ({ folder, database }) => {
    await importOne(database, writePrices(folder, 'there.csv', days));
    const there = currentOf(database, 'THERE');
    const before = countRows(database);

    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    writePrices(inbox, 'a-good.csv', days);
    writeFileSync(join(inbox, 'b-page.csv'), '<html><body>Too many requests</body></html>');
    writeFileSync(join(inbox, 'c-short.csv.gz'), gzipSync(yahooText(days)).subarray(0, 60));
    writeFileSync(join(inbox, 'd-empty.csv'), '');
    writeFileSync(join(inbox, 'e-bad-rows.csv'), yahooText(days).replaceAll('2020-01-0', '2020-13-0'));
    writeFileSync(join(inbox, 'f-good.csv.gz'), gzipSync(yahooText(days)));
    writeFileSync(join(inbox, 'readme.txt'), 'no prices');
    mkdirSync(join(inbox, 'g-folder'));
    writePrices(join(inbox, 'g-folder'), 'deep.csv', days);

    let steps = 0;
    const { outcomes } = await importAll(database, [inbox], { onStep: () => steps++ });
    expect(steps).toBe(8);
    const told = outcomes.map((o) =>
      o.status === 'refused' ? o.code : 'symbol' in o ? `${o.status} ${o.symbol}` : o.status,
    );
    expect(told).toEqual([
      'added A-GOOD',
      'import/no-table',
      'import/truncated-gzip',
      'import/empty-file',
      'import/unknown-dates',
      'added F-GOOD',
      'added DEEP',
      'skipped',
    ]);
    for (const outcome of outcomes) {
      if (outcome.status === 'refused') expect(outcome.hint.length, outcome.path).toBeGreaterThan(10);
    }
    expect(listInstruments(database).map((i) => i.symbol)).toEqual(['A-GOOD', 'DEEP', 'F-GOOD', 'THERE']);
    expect(currentOf(database, 'THERE')).toEqual(there);
    expect(countRows(database)).toMatchObject({
      instruments: before.instruments! + 3,
      snapshots: before.snapshots! + 3,
    });
  });

  it('is not stopped by a link in it that leads nowhere', async ({ folder, database }) => {
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    symlinkSync(join(folder, 'nowhere'), join(inbox, 'a.csv'));
    writePrices(inbox, 'b.csv', days);
    const { outcomes } = await importAll(database, [inbox]);
    expect(outcomes).toMatchObject([
      { status: 'skipped', reason: `There is no file at ${join(inbox, 'a.csv')}.` },
      { status: 'added', symbol: 'B' },
    ]);
  });

  it('takes nothing where one of the paths leads nowhere', async ({ folder, database }) => {
    const path = writePrices(folder, 'aaa.csv', days);
    const missing = join(folder, 'missing.csv');
    await expect(importAll(database, [path, missing])).rejects.toMatchObject({ code: 'import/file-not-found' });
    expect(countRows(database).instruments).toBe(0);
  });

  it('tells how far it is after every file', async ({ folder, database }) => {
    const paths = ['a.csv', 'b.csv'].map((name) => writePrices(folder, name, days));
    const events = importFiles(database, clock, { paths, simulated: false, replace: false, repair: false }, undefined);
    const first = await events.next();
    const bytes = statSync(paths[0]!).size;
    expect(first.value).toMatchObject({ phase: 'importing', done: bytes, total: 2 * bytes, detail: paths[0] });
    expect(countRows(database).instruments).toBe(1);
    expect((await events.next()).value).toMatchObject({ done: 2 * bytes, total: 2 * bytes, detail: paths[1] });
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('stops after the file at hand when it is cancelled, and says what is in', async ({ folder, database }) => {
    const paths = ['a.csv', 'b.csv', 'c.csv'].map((name) => writePrices(folder, name, days));
    const controller = new AbortController();
    const run = importAll(database, paths, {
      signal: controller.signal,
      onStep: () => {
        if (countRows(database).instruments === 2) controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({
      code: 'job/cancelled',
      hint: '2 of 3 files are in; run it again for the rest.',
    });
    expect(listInstruments(database).map((i) => i.symbol)).toEqual(['A', 'B']);
    const { outcomes } = await importAll(database, paths);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['unchanged', 'unchanged', 'added']);
  });
});

describe('what an import leaves behind', () => {
  const descriptors = '/proc/self/fd';

  it.skipIf(!existsSync(descriptors))('no open file of those that were refused', async ({ folder, database }) => {
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    const page = `<html>${'no prices '.repeat(60_000)}</html>\n`;
    const nested = zipSync({ 'inner.csv': new TextEncoder().encode(page) }, { level: 0 });
    for (let i = 0; i < 30; i++) {
      writeFileSync(join(inbox, `a${i}.csv`), page);
      writeFileSync(join(inbox, `b${i}.json`), `{"text": [${'1,'.repeat(300_000)}]}`);
      writeFileSync(join(inbox, `c${i}.csv.gz`), gzipSync(nested, { level: 0 }));
      writeFileSync(join(inbox, `d${i}.zip`), zipSync({ 'a.csv': nested }, { level: 0 }));
    }
    const before = readdirSync(descriptors).length;
    const { outcomes } = await importAll(database, [inbox]);
    expect(outcomes.filter(({ status }) => status === 'refused' || status === 'skipped')).toHaveLength(120);
    // The system may be just about to close the last one.
    expect(readdirSync(descriptors).length).toBeLessThan(before + 10);
  });

  it('no rejection that nobody handles, where it is cancelled while the listener takes its time', async ({
    folder,
    database,
  }) => {
    const path = writePrices(
      folder,
      'aaa.csv',
      Array.from({ length: 30_000 }, (_, i) => ({ day: i - 30_000, close: 10 + (i % 5) })),
    );
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      // Each look at this clock is a second later, so every chunk is told.
      let now = clock.now();
      const ticking = { ...clock, now: () => (now += 1000) };
      const controller = new AbortController();
      const request = { paths: [path], simulated: false, replace: false, repair: false };
      const events = importFiles(database, ticking, request, controller.signal);
      expect((await events.next()).done).toBe(false);
      controller.abort();
      for (let i = 0; i < 500; i++) await turn();
      await expect(
        (async () => {
          while (!(await events.next()).done);
        })(),
      ).rejects.toMatchObject({ code: 'job/cancelled' });
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});

describe('importing many files at once', () => {
  it('gives each its history, and updates of one symbol theirs in turn', async ({ folder, database }) => {
    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    const month = (from: number, to: number): Day[] =>
      Array.from({ length: to - from }, (_, i) => ({ day: from + i, close: 10 + ((from + i) % 7) }));
    for (let i = 0; i < 296; i++) writePrices(inbox, `s${1000 + i}.csv`, month(1, 4 + (i % 3)));
    for (const folderName of ['1', '2']) mkdirSync(join(inbox, folderName));
    for (const symbol of ['upa', 'upb']) {
      writePrices(join(inbox, '1'), `${symbol}.csv`, month(1, 20));
      writePrices(join(inbox, '2'), `${symbol}.csv`, month(15, 40));
    }
    const { outcomes } = await importAll(database, [inbox], { replace: false });
    const count = (status: string): number => outcomes.filter((outcome) => outcome.status === status).length;
    expect([outcomes.length, count('added'), count('updated')]).toEqual([300, 298, 2]);
    expect(countRows(database)).toMatchObject({ instruments: 298, snapshots: 300 });
    expect(currentOf(database, 'S1001').bars).toBe(4);
    for (const symbol of ['UPA', 'UPB']) {
      expect(currentOf(database, symbol)).toMatchObject({ bars: 39, changes: { added: 20, changed: 0, removed: 0 } });
    }
    const before = countRows(database);
    const again = await importAll(database, [inbox], { replace: false });
    expect(new Set(again.outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
    expect(countRows(database)).toEqual(before);
  });

  it('leaves no trace of files that are refused', async ({ folder, database }) => {
    await importOne(database, writePrices(folder, 'aaa.csv', days));
    const before = countRows(database);
    const bad = {
      'page.csv': '<html></html>',
      'broken.csv': yahooText(days).replaceAll(',1000', ',many'),
      // Another instrument under the name of one that is there.
      'aaa.csv': yahooText(days.slice(0, 3).map(({ day, close }, i) => ({ day, close: close * [1, 7, 3][i]! }))),
      'two.csv': 'ticker,date,open,high,low,close\nA,2020-01-02,1,2,1,1\nB,2020-01-03,1,2,1,1\n',
    };
    for (const [name, text] of Object.entries(bad)) writeFileSync(join(folder, name), text);
    const paths = Object.keys(bad).map((name) => join(folder, name));
    const { outcomes } = await importAll(database, paths, { replace: false });
    expect(outcomes.map((outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status))).toEqual([
      'import/no-table',
      'import/no-valid-rows',
      'import/other-history',
      'import/several-instruments',
    ]);
    expect(countRows(database)).toEqual(before);
  });

  it('one bad file of an archive does not stop the others', async ({ folder, database }) => {
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
    const path = join(folder, 'all.zip');
    const files = {
      'aaa.csv': encode(yahooText(days)),
      'bad.csv': encode('no table'),
      'bbb.csv': encode(yahooText(days)),
      'readme.txt': encode('About these prices.'),
    };
    writeFileSync(path, zipSync(files));
    const { outcomes } = await importAll(database, [path]);
    expect(outcomes).toMatchObject([
      { status: 'added', path, label: 'all.zip › aaa.csv', symbol: 'AAA' },
      { status: 'refused', path, label: 'all.zip › bad.csv', code: 'import/no-table' },
      { status: 'added', path, label: 'all.zip › bbb.csv', symbol: 'BBB' },
      { status: 'skipped', path, label: 'all.zip › readme.txt' },
    ]);
  });
});

describe('what the user states', () => {
  it('one symbol is for one file', async ({ folder, database }) => {
    const paths = ['a.csv', 'b.csv'].map((name) => writePrices(folder, name, days));
    await expect(importWith(database, paths, { symbol: 'ONE' })).rejects.toMatchObject({
      code: 'import/several-files',
    });
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
    writeFileSync(
      join(folder, 'c.zip'),
      zipSync({ 'a.csv': encode(yahooText(days)), 'b.csv': encode(yahooText(days)) }),
    );
    expect((await importWith(database, [join(folder, 'c.zip')], { symbol: 'ONE' })).outcomes).toMatchObject([
      { status: 'refused', code: 'import/several-files' },
    ]);
    expect(countRows(database).instruments).toBe(0);
    expect((await importWith(database, [paths[0]!], { symbol: 'one', currency: 'EUR' })).outcomes).toMatchObject([
      { status: 'added', symbol: 'ONE' },
    ]);
    expect(findInstrument(database, 'ONE')?.currency).toBe('EUR');
  });

  it('a first day leaves out what lies before it, in the file and in the history', async ({ folder, database }) => {
    const path = writePrices(folder, 'aaa.csv', days);
    await importOne(database, path);
    expect((await importWith(database, [path], { from: january(6) })).outcomes).toMatchObject([
      { status: 'updated', bars: 2, from: january(6), changes: { added: 0, changed: 0, removed: 2 } },
    ]);
  });
});

describe('an update of intraday bars', () => {
  /** Minutes of sessions 09:31 to 16:00 in New York, or a part of the last one, as a file without a zone prints them. */
  function minutes(days: readonly number[], from = 571, to = 960): string {
    const rows = days.flatMap((day) =>
      Array.from({ length: to - from + 1 }, (_, i) => {
        const at = from + i;
        const clock = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
        const close = 100 + Math.sin(day * 390 + at) / 10;
        return `2023-11-0${day} ${clock}:00,${close},${close + 0.1},${close - 0.1},${close},${at}`;
      }),
    );
    return `${['time,open,high,low,close,volume', ...rows].join('\n')}\n`;
  }

  function write(folder: string, name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  const minutesOf = (database: ReadDatabase) =>
    readSnapshot(database, findCurrentSnapshot(database, findInstrument(database, 'ZZ')!.id, '1m')!).bars;

  it('is read in the zone and with the stamps of the bars that are there', async ({ folder, database }) => {
    await importWith(database, [write(folder, 'zz.csv', minutes([6, 7, 8]))], { timeZone: 'America/New_York' });
    const before = minutesOf(database);
    // Neither the zone nor the end of the bar can be seen in the middle of one session.
    const part = write(folder, 'zz.csv', minutes([8], 700, 780));
    expect((await importWith(database, [part], {})).outcomes).toMatchObject([{ status: 'unchanged' }]);
    const more = write(folder, 'zz.csv', minutes([8, 9], 700, 780));
    const { outcomes } = await importWith(database, [more], {});
    expect(outcomes).toMatchObject([
      { status: 'updated', timeZone: 'America/New_York', stamps: 'close', changes: { added: 81, changed: 0 } },
    ]);
    expect(minutesOf(database).time.slice(0, before.time.length)).toEqual(before.time);
  });

  it('is refused where it says another zone than was assumed, or other stamps', async ({ folder, database }) => {
    await importWith(database, [write(folder, 'zz.csv', minutes([6, 7]))], {});
    const later = write(folder, 'zz.csv', minutes([7, 8]));
    const { outcomes } = await importWith(database, [later], { timeZone: 'America/New_York' });
    expect(outcomes).toMatchObject([{ status: 'refused', code: 'import/other-time-zone' }]);
    const stamped = await importWith(database, [later], { stamps: 'open', timeZone: 'UTC' });
    expect(stamped.outcomes).toMatchObject([{ status: 'refused', code: 'import/other-stamps' }]);
    const whole = await importWith(database, [later], { stamps: 'open', timeZone: 'America/New_York', replace: true });
    expect(whole.outcomes).toMatchObject([{ status: 'updated', stamps: 'open' }]);
  });
});

it('a history that was repaired stays so when the provider’s file comes again with its errors', async ({
  folder,
  database,
}) => {
  const text = (count: number): string => {
    const rows = Array.from({ length: count }, (_, t) => {
      const close = (10 + Math.sin(t / 5)) * (t === 60 ? 100 : 1);
      const date = new Date(Date.UTC(2020, 0, 1 + t + 2 * Math.floor(t / 5))).toISOString().slice(0, 10);
      return [date, close, close * 1.01, close * 0.99, close, close, 1000].join(',');
    });
    return `${['Date,Open,High,Low,Close,Adj Close,Volume', ...rows].join('\n')}\n`;
  };
  const path = join(folder, 'pence.csv');
  writeFileSync(path, text(120));
  const red = await importWith(database, [path], {});
  expect(red.outcomes).toMatchObject([{ findings: [{ check: 'unit-jump', severity: 'red' }] }]);
  const repaired = await importWith(database, [path], { repair: true });
  expect(repaired.outcomes).toMatchObject([{ status: 'updated', findings: [], repairs: [expect.any(String)] }]);
  expect((await importWith(database, [path], {})).outcomes).toMatchObject([{ status: 'unchanged', findings: [] }]);
  writeFileSync(path, text(125));
  const updated = await importWith(database, [path], {});
  expect(updated.outcomes).toMatchObject([{ status: 'updated', findings: [], changes: { added: 5, changed: 0 } }]);
});

describe('prices of LEAN', () => {
  const tradingDays = ['20140605', '20140606', '20140609'];

  /** Three days of minutes around a split of 7:1, from which on a share costs a seventh. */
  function writeLean(folder: string): string {
    const usa = join(folder, 'usa');
    const minutes = join(usa, 'minute', 'aapl');
    mkdirSync(minutes, { recursive: true });
    mkdirSync(join(usa, 'factor_files'));
    // A dividend of 1 % falls on the 6th.
    writeFileSync(
      join(usa, 'factor_files', 'aapl.csv'),
      '20140102,0.99,0.14285714,500\n20140605,0.99,0.14285714,700\n20140606,1,0.14285714,700\n20501231,1,1,0\n',
    );
    for (const day of tradingDays) {
      const price = day === '20140609' ? 100 : 700;
      const rows = Array.from({ length: 30 }, (_, i) => {
        const from = (9.5 * 60 + i) * 60_000;
        return [from, price * 1e4, price * 1e4 + 100, price * 1e4 - 100, price * 1e4, 700].join(',');
      });
      const text = new TextEncoder().encode(`${rows.join('\n')}\n`);
      writeFileSync(join(minutes, `${day}_trade.zip`), zipSync({ [`${day}_aapl_minute_trade.csv`]: text }));
    }
    return usa;
  }

  it('are adjusted by the factor file beside them, whatever the order of the days', async ({ folder, database }) => {
    const usa = writeLean(folder);
    const { outcomes } = await importAll(database, [usa], { replace: false });
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['skipped', 'added', 'updated', 'updated']);
    expect(outcomes.at(-1)).toMatchObject({
      symbol: 'AAPL',
      timeframe: '1m',
      format: 'lean',
      adjustment: 'derived-from-factor-file',
      timeZone: 'America/New_York',
      stamps: 'open',
      bars: 90,
      from: Date.UTC(2014, 5, 5, 13, 30),
      to: Date.UTC(2014, 5, 9, 13, 59),
      changes: { added: 30, changed: 0, removed: 0 },
    });
    const { bars } = loadHistory(database, 'AAPL', { timeframe: '1m' });
    const ofDay = (column: Float64Array): number[] => [0, 30, 60].map((t) => column[t]!);
    expect(ofDay(bars.close)).toEqual([expect.closeTo(99, 9), 100, 100]);
    expect(ofDay(bars.volume)).toEqual([4900, 4900, 700]);

    const days = ['20140609', '20140605', '20140606'].map((day) => join(usa, 'minute', 'aapl', `${day}_trade.zip`));
    const before = countRows(database);
    await importAll(database, days, { replace: false });
    expect(countRows(database)).toEqual(before);
  });

  it('keep their factors under another symbol', async ({ folder, database }) => {
    const path = join(writeLean(folder), 'minute', 'aapl', '20140605_trade.zip');
    await importWith(database, [path], { symbol: 'APPLE' });
    expect(findCurrentSnapshot(database, findInstrument(database, 'APPLE')!.id, '1m')).toMatchObject({
      adjustment: 'derived-from-factor-file',
    });
  });
});

describe('a process that is killed while it imports', () => {
  const symbols = Array.from({ length: 10 }, (_, i) => `S${i}`);
  const bars = 4500;

  /** Imports the folder in a process of its own and kills it once it has acknowledged so many files. */
  async function importAndKill(workspace: string, inbox: string, after: number): Promise<string[]> {
    const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const code = `
      import { writeSync } from 'node:fs';
      import { openStore } from ${url('../store/open-store.ts')};
      import { importFiles } from ${url('import-files.ts')};
      // By a clock that stands still nothing is told within a file, only when it is stored.
      const clock = { now: () => ${clock.now()}, newId: () => 'id' };
      const { database } = openStore(${JSON.stringify(workspace)});
      const request = { paths: [${JSON.stringify(inbox)}], simulated: false, replace: false, repair: false };
      for await (const { detail } of importFiles(database, clock, request)) writeSync(1, detail + '\\n');
      // Waits to be killed.
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    const acknowledged: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      acknowledged.push(/(S\d+)\.csv$/.exec(line)![1]!);
      if (acknowledged.length === after) child.kill('SIGKILL');
    }
    expect(await exit).toEqual([null, 'SIGKILL']);
    return acknowledged;
  }

  it('loses nothing that was acknowledged and leaves nothing half done', async ({ folder }) => {
    const inbox = join(folder, 'inbox');
    const workspace = join(folder, 'workspace');
    mkdirSync(inbox);
    const closeBefore = new Map<string, number>();
    for (const [round, after] of [1, 2, 3, 4, 5, 6, 8, 9].entries()) {
      // Every round brings another state of every file, told by its closes.
      const close = 100 + round;
      const history = Array.from({ length: bars }, (_, i): Day => ({ day: i - 4000, close, sentiment: close }));
      for (const symbol of symbols) writePrices(inbox, `${symbol}.csv`, history);
      const acknowledged = await importAndKill(workspace, inbox, after);
      expect(acknowledged.length).toBeGreaterThanOrEqual(after);

      const store = openStore(workspace);
      const { database } = store;
      expect(checkIntegrity(database)).toEqual([]);
      const found = new Map(
        listInstruments(database).map(({ id, symbol }) => {
          const raw = readSnapshot(database, currentOf(database, symbol)).bars;
          const series = readSeries(database, id, 'sentiment');
          // One state throughout, in the bars and in the sentiment that belongs to them.
          expect(new Set([...raw.close, ...(series?.value ?? [])]).size, symbol).toBe(1);
          expect([raw.time.length, series?.time.length]).toEqual([bars, bars]);
          return [symbol, raw.close[0]];
        }),
      );
      for (const symbol of acknowledged) expect(found.get(symbol), `${symbol} in round ${round}`).toBe(close);
      let inFlight = 0;
      for (const symbol of symbols.filter((s) => !acknowledged.includes(s))) {
        // The one that was under way when the process died may be in, whole, or not at all.
        if (found.get(symbol) === close) inFlight++;
        else expect(found.get(symbol)).toBe(closeBefore.get(symbol));
      }
      expect(inFlight).toBeLessThanOrEqual(1);
      closeBefore.clear();
      for (const [symbol, value] of found) closeBefore.set(symbol, value!);
      store.close();
    }
  });
});
