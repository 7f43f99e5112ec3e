import { beforeEach, describe, expect } from 'vitest';
import type { Forecast } from '#contract/forecast.ts';
import { appendForecasts, listForecasts } from './ledger.ts';
import { addModel } from './models.ts';
import type { WriteDatabase } from './open-store.ts';
import { addRun } from './runs.ts';
import { it } from './workspace.test-data.ts';

function makeForecast(id: string, createdAt: number, symbol = 'AAA'): Forecast {
  return {
    id,
    symbol,
    currency: 'USD',
    simulated: false,
    model: { name: 'price-lstm', version: 1 },
    createdAt,
    asOf: 1,
    horizonBars: 5,
    dataHash: 'hash',
    price: 100,
    expectedReturn: 0.01,
    expectedPrice: 101,
    quantiles: [{ level: 0.5, return: 0.01, price: 101 }],
    intervals: [],
    probabilityUp: 0.55,
    exceedance: [],
    confidence: 0.55,
    grade: 'NO CALL',
    ungatedGrade: 'HOLD',
    abstentions: [{ kind: 'too-wide', width: 0.3, limit: 0.2 }],
    reasons: [],
    volatility: 0.2,
    valueAtRisk95: 0.05,
    expectedShortfall95: 0.07,
  };
}

describe('the ledger', () => {
  beforeEach<{ database: WriteDatabase }>(({ database }) => {
    addRun(database, { id: 'r', replayKey: 'k', experiment: {}, dataHashes: {}, createdAt: 1 });
    addModel(database, { name: 'price-lstm', version: 1, runId: 'r', bundle: Uint8Array.of(1), createdAt: 1 });
  });

  it('gives the forecasts of an instrument back whole, newest first', ({ database }) => {
    const forecasts = [makeForecast('a', 1), makeForecast('b', 3), makeForecast('c', 3), makeForecast('d', 2, 'BBB')];
    appendForecasts(database, forecasts, 1);
    appendForecasts(database, [makeForecast('e', 2)], 1);
    const listed = listForecasts(database, 'AAA', 10);
    expect(listed.map((forecast) => forecast.id)).toEqual(['c', 'b', 'e', 'a']);
    expect(listed[3]).toEqual(makeForecast('a', 1));
    expect(listForecasts(database, 'AAA', 2).map((forecast) => forecast.id)).toEqual(['c', 'b']);
    expect(listForecasts(database, 'ZZZ', 10)).toEqual([]);
  });

  it('takes all forecasts or none', ({ database }) => {
    appendForecasts(database, [makeForecast('a', 1)], 1);
    expect(() => {
      appendForecasts(database, [makeForecast('b', 2), makeForecast('a', 2)], 1);
    }).toThrow();
    expect(() => {
      appendForecasts(database, [makeForecast('c', 2)], 99);
    }).toThrow(/FOREIGN KEY/);
    expect(listForecasts(database, 'AAA', 10).map((forecast) => forecast.id)).toEqual(['a']);
  });

  it.for([
    "UPDATE forecasts SET body = json_set(body, '$.expectedReturn', 0.5)",
    "UPDATE forecasts SET created_at = 0 WHERE id = 'a'",
    'DELETE FROM forecasts',
    "INSERT OR REPLACE INTO forecasts VALUES ('a', 1, 'AAA', 1, 1, '{}')",
    'REPLACE INTO forecasts SELECT * FROM forecasts',
    "INSERT INTO forecasts VALUES ('a', 1, 'AAA', 1, 1, '{}') ON CONFLICT DO UPDATE SET body = excluded.body",
  ])('is append-only, also to plain SQL: %s', (sql, { database }) => {
    appendForecasts(database, [makeForecast('a', 1), makeForecast('b', 1)], 1);
    expect(() => database.write.exec(sql)).toThrow('the ledger is append-only');
    expect(listForecasts(database, 'AAA', 10)).toEqual([makeForecast('b', 1), makeForecast('a', 1)]);
  });
});
