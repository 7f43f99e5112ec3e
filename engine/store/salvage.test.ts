import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { Forecast } from '#contract/forecast.ts';
import { createRandom } from '../kernel/random.ts';
import { addAcknowledgement, listAcknowledgements } from './acknowledgements.ts';
import { addAlertEvent, addAlertRule } from './alerts.ts';
import { recordBacktest } from './backtests.ts';
import { addSnapshot, listSnapshots, noActions, readSnapshot } from './bars.ts';
import { addInstrument, listInstruments } from './instruments.ts';
import { appendForecasts, listForecasts } from './ledger.ts';
import { addModel, addPromotion } from './models.ts';
import { checkIntegrity, openStore, type Store } from './open-store.ts';
import { addRun, addRunEpoch, countRuns } from './runs.ts';
import { addJob } from './jobs.ts';
import { keepBacktest } from './kept-backtests.ts';
import { saveSetting } from './settings.ts';
import { addWatchlist, setWatchlistSymbols } from './watchlists.ts';
import { salvage, type SalvageReport } from './salvage.ts';
import { writeSchema2 } from './schema-2.test-data.ts';
import { addSeries, listSeries, readSeriesValues } from './series.ts';
import { countRows, flipBits, it, makeBars, plainFacts } from './workspace.test-data.ts';

const FORECASTS = 300;

/** Histories, series, a run, a model, forecasts and acknowledgements: several pages of each kind. */
function fill({ database }: Store): void {
  const random = createRandom(3);
  for (let i = 0; i < 20; i++) {
    const instrumentId = addInstrument(database, { symbol: `S${i}`, currency: 'USD', simulated: false }, 1);
    const open = Float64Array.from({ length: 200 }, () => random.uniform());
    addSnapshot(database, { instrumentId, ...plainFacts, bars: { ...makeBars(200), open }, actions: noActions });
    addAcknowledgement(database, { instrumentId, timeframe: '1d', fingerprint: 'f', message: 'm', createdAt: 1 });
    addSeries(database, {
      ...{ instrumentId, name: 'sentiment', sourceName: 'a', lagMs: 0, revisions: 'never', frequency: 'day', note: '' },
      ...{ time: open.slice(0, 9), availableAt: open.slice(1, 10), value: open.slice(2, 11), createdAt: 1 },
    });
  }
  addRun(database, { id: 'r1', replayKey: 'k', experiment: {}, dataHashes: {}, createdAt: 1 });
  addModel(database, { name: 'm', version: 1, runId: 'r1', bundle: Buffer.alloc(9000, 7), createdAt: 1 });
  const forecasts = Array.from({ length: FORECASTS }, (_, i) => makeForecast(i));
  appendForecasts(database, forecasts, 1);
  recordBacktest(database, { key: 'b1', trials: 3, document: {}, createdAt: 1 });
  setWatchlistSymbols(database, addWatchlist(database, 'All', 1), ['S1', 'S2']);
  const condition = { kind: 'grade' } as const;
  const rule = { symbol: 'S1', condition, isEnabled: true, seenUntil: 1, lastValue: 'BUY', createdAt: 1 };
  const occurrence = { kind: 'grade', before: 'BUY', after: 'HOLD', forecastId: 'f1' } as const;
  addAlertEvent(database, { ruleId: addAlertRule(database, rule), symbol: 'S1', occurrence, createdAt: 1 });
  addJob(database, 'forecast', { model: 'm' }, 1);
  addRunEpoch(database, 'r1', { epoch: 1, trainLoss: 1, validationLoss: 1, seconds: 1 });
  addPromotion(database, 'm', 1, 1);
  saveSetting(database, 'theme', 'dark', 1);
  const kept: unknown = { key: 'b1', request: {}, summary: {}, result: {}, ranAt: 1 };
  keepBacktest(database, kept as Parameters<typeof keepBacktest>[1]);
}

function makeForecast(i: number): Forecast {
  const body: unknown = { id: `f${i}`, symbol: 'S1', asOf: i, createdAt: i, text: 'x'.repeat(100) };
  return body as Forecast;
}

/** What is in the workspace, after it was found to be whole. */
function readAll(folder: string): { forecasts: Forecast[]; snapshots: number; series: number } {
  const opened = openStore(folder);
  const { database } = opened;
  try {
    expect(checkIntegrity(database)).toEqual([]);
    let snapshots = 0;
    for (const { id } of listInstruments(database)) {
      for (const snapshot of listSnapshots(database, id, '1d')) {
        readSnapshot(database, snapshot);
        snapshots++;
      }
    }
    const series = listSeries(database);
    for (const one of series) readSeriesValues(database, one);
    return { forecasts: listForecasts(database, 'S1', 1e6), snapshots, series: series.length };
  } finally {
    opened.close();
  }
}

describe('salvage', () => {
  it('keeps everything of a sound database', ({ store }) => {
    fill(store);
    const before = countRows(store.database);
    store.close();
    const { counts, setAside, withLog } = salvage(store.folder);
    expect(Object.values(counts).every(({ lost }) => lost === 0)).toBe(true);
    expect(withLog).toBe(true);
    const reopened = openStore(store.folder);
    expect(countRows(reopened.database)).toEqual(before);
    expect(listForecasts(reopened.database, 'S1', 1)).toEqual([makeForecast(FORECASTS - 1)]);
    expect(countRuns(reopened.database)).toBe(1);
    expect(listAcknowledgements(reopened.database, 3, '1d')).toHaveLength(1);
    reopened.close();
    expect(setAside).toMatch(/damaged-/);
  });

  it('keeps what the damage of any page leaves, never a wrong row, and sets the damaged database aside', ({
    folder,
    store,
  }) => {
    fill(store);
    store.close();
    const good = readFileSync(store.file);
    const random = createRandom(5);
    const pages = good.length / 4096;
    let schemaPages = 0;
    let lostForecasts = 0;
    for (let page = 1; page < pages; page++) {
      const bad = Buffer.from(good);
      for (let i = page * 4096; i < (page + 1) * 4096; i++) bad[i] = random.integer(256);
      const copy = openFolder(folder, `page-${page}`, bad);
      let report: SalvageReport;
      try {
        report = salvage(copy);
      } catch (error) {
        // Where the first page that names the tables is gone, so are they.
        expect(error, `page ${page}`).toMatchObject({ code: 'store/nothing-to-salvage' });
        expect(readFileSync(join(copy, 'almanac.db')).equals(bad)).toBe(true);
        schemaPages++;
        continue;
      }
      const { forecasts, snapshots, series } = readAll(copy);
      expect(readFileSync(join(report.setAside!, 'almanac.db')).equals(bad)).toBe(true);
      expect([report.counts.forecasts.kept, report.counts.snapshots.kept]).toEqual([forecasts.length, snapshots]);
      expect(report.counts.series.kept).toBe(series);
      // Where a number is given, it is the right one; there is none only where the damage hit the names of the tables.
      const { lost } = report.counts.forecasts;
      if (lost === null) schemaPages++;
      else expect(forecasts.length + lost, `page ${page}`).toBe(FORECASTS);
      for (const forecast of forecasts) expect(forecast).toEqual(makeForecast(forecast.asOf));
      if (report.counts.snapshots.lost !== null) expect(snapshots + report.counts.snapshots.lost).toBe(20);
      lostForecasts += FORECASTS - forecasts.length;
    }
    // Every page of the table is lost once; the page from which the others are found loses all of it.
    expect(lostForecasts).toBe(2 * FORECASTS);
    expect(schemaPages).toBeLessThanOrEqual(2);
  });

  it('drops a snapshot and a series with a changed bit, and keeps the others', ({ store }) => {
    fill(store);
    const { write } = store.database;
    write.exec('PRAGMA foreign_keys = OFF');
    write.exec('DELETE FROM snapshot_chunks WHERE snapshot_id <> 4 AND "column" = \'nothing\'');
    flipBits({ write }, 'series_chunks');
    store.close();
    const { counts } = salvage(store.folder);
    expect(counts.series).toEqual({ kept: 0, lost: 20 });
    expect(counts.snapshots).toEqual({ kept: 20, lost: 0 });
    expect(readAll(store.folder)).toMatchObject({ snapshots: 20, series: 0 });
  });

  it('keeps forecasts whose model is lost under an id that no later model gets', ({ store }) => {
    fill(store);
    store.database.write.exec("UPDATE models SET bundle = x'00'");
    store.close();
    const { counts } = salvage(store.folder);
    expect(counts.models).toEqual({ kept: 0, lost: 1 });
    expect(counts.forecasts).toEqual({ kept: FORECASTS, lost: 0 });
    const opened = openStore(store.folder);
    const { database } = opened;
    expect(database.read.prepare('SELECT DISTINCT model_id FROM forecasts').pluck().all()).toEqual([-1]);
    opened.close();
  });

  it('works on a workspace of schema 2', ({ folder }) => {
    const file = writeSchema2(folder);
    const { counts } = salvage(folder);
    expect(counts.snapshots).toEqual({ kept: 3, lost: 0 });
    expect(counts.series).toEqual({ kept: 1, lost: 0 });
    expect(counts.models).toEqual({ kept: 1, lost: 0 });
    expect(readFileSync(file).length).toBeGreaterThan(0);
    const opened = openStore(folder);
    const { database } = opened;
    expect(countRows(database)).toMatchObject({ instruments: 3, snapshots: 3, series: 1, forecasts: 1 });
    opened.close();
  });

  it('reads the write-ahead log, unless more can be read without it', ({ folder, store }) => {
    fill(store);
    // The state before the log was folded: copied while the workspace is open.
    const database = readFileSync(store.file);
    const log = readFileSync(`${store.file}-wal`);
    store.close();
    const whole = readFileSync(store.file);
    const genuine = openFolder(folder, 'genuine', database, log);
    const report = salvage(genuine);
    expect(report.withLog).toBe(true);
    expect(report.counts.forecasts.kept).toBe(FORECASTS);
    expect(readFileSync(join(report.setAside!, 'almanac.db-wal')).equals(log)).toBe(true);

    // The log of another workspace.
    const other = openStore(join(folder, 'other'));
    for (let i = 0; i < 200; i++) {
      addInstrument(other.database, { symbol: `T${i}`.repeat(20), currency: 'USD', simulated: true }, 1);
    }
    const foreignLog = readFileSync(`${other.file}-wal`);
    other.close();
    const foreign = openFolder(folder, 'foreign', whole, foreignLog);
    const second = salvage(foreign);
    expect(second.withLog).toBe(false);
    expect(readAll(foreign)).toMatchObject({ snapshots: 20, series: 20 });
    expect(readAll(foreign).forecasts).toHaveLength(FORECASTS);
  });

  it.for([
    ['no database at all', Buffer.from('no database'.repeat(1000))],
    ['an empty file', Buffer.alloc(0)],
  ] as const)('refuses %s and leaves it as it was', ([, content], { folder }) => {
    const copy = openFolder(folder, 'copy', content);
    expect(() => salvage(copy)).toThrow(expect.objectContaining({ code: 'store/nothing-to-salvage' }));
    expect(readFileSync(join(copy, 'almanac.db')).equals(content)).toBe(true);
    expect(() => salvage(join(folder, 'none'))).toThrow(AppError);
  });

  it('refuses while the workspace is open', ({ store }) => {
    fill(store);
    expect(() => salvage(store.folder)).toThrow(expect.objectContaining({ code: 'store/busy' }));
    expect(countRows(store.database).forecasts).toBe(FORECASTS);
  });

  /** A workspace folder with this content. */
  function openFolder(folder: string, name: string, database: Uint8Array, log?: Uint8Array): string {
    const store = openStore(join(folder, name));
    store.close();
    writeFileSync(store.file, database);
    if (log) writeFileSync(`${store.file}-wal`, log);
    return store.folder;
  }
});
