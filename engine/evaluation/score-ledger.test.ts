import { beforeEach, describe, expect, it as plain } from 'vitest';
import { centralIntervals, type Forecast } from '#contract/forecast.ts';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { readReturns } from '#contract/return-distribution.ts';
import { cutHistory, inventHistory } from '../features/invented-history.test-data.ts';
import { inventModel } from '../forecast/invented-model.test-data.ts';
import { storeBars, storeModel } from '../forecast/stored-model.test-data.ts';
import { createRandom } from '../kernel/random.ts';
import { appendForecasts, listForecasts } from '../store/ledger.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { it } from '../store/workspace.test-data.ts';
import { scoreForecast } from './score-forecast.ts';
import { scoreLedger } from './score-ledger.ts';

const history = inventHistory(1, 200, 'A');
const { time, close } = history.bars;
const levels = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

/** A forecast from bar t on: a normal log return of that mean and deviation over three bars. */
function makeForecast(t: number, more: Partial<Forecast> & { mean?: number; deviation?: number } = {}): Forecast {
  const { mean = 0, deviation = 0.05, ...rest } = more;
  const values = levels.map((level) => mean + deviation * inverseNormalCdf(level));
  const { returnAt, probabilityOfAtLeast } = readReturns({ levels, values });
  const price = close[t]!;
  return {
    id: `f${t}`,
    symbol: 'A',
    currency: 'EUR',
    simulated: false,
    model: { name: 'short', version: 1 },
    createdAt: 1000 + t,
    asOf: time[t]!,
    timeframe: '1d',
    horizonBars: 3,
    dataHash: 'hash',
    price,
    expectedReturn: 0,
    expectedPrice: price,
    quantiles: levels.map((level) => ({ level, return: returnAt(level), price: price * (1 + returnAt(level)) })),
    distribution: { levels, values, pathDeviation: deviation },
    intervals: centralIntervals.map(({ coverage, low, high }) => ({
      coverage,
      lowReturn: returnAt(low),
      highReturn: returnAt(high),
      lowPrice: price * (1 + returnAt(low)),
      highPrice: price * (1 + returnAt(high)),
    })),
    probabilityUp: probabilityOfAtLeast(0),
    exceedance: [],
    confidence: 0.5,
    grade: 'HOLD',
    ungatedGrade: 'HOLD',
    abstentions: [],
    reasons: [],
    volatility: 0.2,
    valueAtRisk95: 0.05,
    expectedShortfall95: 0.07,
    ...rest,
  };
}

describe('a forecast', () => {
  plain('by hand: closes 100, 104, 99, 110 over three bars', () => {
    const bars = { time: Float64Array.of(10, 20, 30, 40), close: Float64Array.of(100, 104, 99, 110) };
    const forecast = makeForecast(0, { asOf: 10, price: 50, mean: 0.01, deviation: 0.04 });
    const entry = scoreForecast(forecast, bars);
    expect(entry).toMatchObject({
      state: 'scored',
      outcome: {
        time: 40,
        // The history was adjusted anew since: the return counts, not the price.
        return: expect.closeTo(0.1, 12) as number,
        price: expect.closeTo(55, 12) as number,
        hit: true,
        intervals: [
          { coverage: 0.5, held: false },
          { coverage: 0.8, held: false },
          // ln 1.1 lies 2.13 deviations above the mean, beyond 1.96.
          { coverage: 0.95, held: false },
        ],
      },
    });
    if (entry.state !== 'scored') throw new Error('expected a score');
    expect(entry.outcome.transform).toBeCloseTo(0.9835, 3);
    expect(entry.outcome.brier).toBeCloseTo((1 - forecast.probabilityUp) ** 2, 12);
    const loss = levels.reduce((sum, level) => {
      const error = Math.log(1.1) - (0.01 + 0.04 * inverseNormalCdf(level));
      return sum + (error >= 0 ? level : level - 1) * error;
    }, 0);
    expect(entry.outcome.pinball).toBeCloseTo(loss / levels.length, 9);
  });

  plain('waits for its last bar, counting those that are there', () => {
    const upTo = (count: number) => scoreForecast(makeForecast(10), cutHistory(history, 0, count).bars);
    expect(upTo(11)).toMatchObject({ state: 'pending', barsKnown: 0 });
    expect(upTo(13)).toMatchObject({ state: 'pending', barsKnown: 2 });
    expect(upTo(14)).toMatchObject({ state: 'scored' });
  });

  plain('is lost where its bar, or its history, is gone', () => {
    expect(scoreForecast(makeForecast(10), null).state).toBe('lost');
    expect(scoreForecast(makeForecast(10, { asOf: time[10]! + 1 }), history.bars).state).toBe('lost');
    expect(scoreForecast(makeForecast(10), cutHistory(history, 11, 200).bars).state).toBe('lost');
  });

  plain('that is right has a transform that is uniform', () => {
    const random = createRandom(1);
    const counts = new Array<number>(10).fill(0);
    for (let k = 0; k < 2000; k++) {
      const growth = Math.exp(0.01 + 0.04 * random.normal());
      const bars = { time: Float64Array.of(1, 2, 3, 4), close: Float64Array.of(1, 1, 1, growth) };
      const entry = scoreForecast(makeForecast(0, { asOf: 1, mean: 0.01, deviation: 0.04 }), bars);
      if (entry.state === 'scored') counts[Math.min(9, Math.floor(10 * entry.outcome.transform))]!++;
    }
    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(50);
  });
});

describe('the ledger', () => {
  beforeEach<{ database: WriteDatabase }>(({ database }) => {
    storeBars(database, 'A', history.bars);
    storeModel(database, inventModel([history]));
  });

  it('is scored by the bars of now, and is not touched by it', ({ database }) => {
    appendForecasts(database, [makeForecast(10), makeForecast(198), makeForecast(20)], 1);
    const before = listForecasts(database, 'A', -1);
    const { entries, summaries } = scoreLedger(database, { limit: 10 });
    expect(entries.map(({ forecast, state }) => [forecast.id, state])).toEqual([
      ['f198', 'pending'],
      ['f20', 'scored'],
      ['f10', 'scored'],
    ]);
    expect(summaries).toMatchObject([{ timeframe: '1d', horizonBars: 3, scored: 2, pending: 1, days: 2 }]);
    expect(listForecasts(database, 'A', -1)).toEqual(before);
    // A correction of the bars corrects the score.
    storeBars(database, 'A', { ...history.bars, close: close.with(13, close[10]! * 3) });
    const corrected = scoreLedger(database, { limit: 10 }).entries[2]!;
    expect(corrected.state === 'scored' && corrected.outcome.return).toBeCloseTo(2, 12);
  });

  it('compares returns where all prices were adjusted anew', ({ database }) => {
    appendForecasts(database, [makeForecast(10)], 1);
    const scoreNow = () => scoreLedger(database, { limit: 1 }).entries[0]!;
    const before = scoreNow();
    storeBars(database, 'A', { ...history.bars, close: close.map((price) => price / 4) });
    const after = scoreNow();
    if (before.state !== 'scored' || after.state !== 'scored') throw new Error('expected scores');
    expect(after.outcome.return).toBeCloseTo(before.outcome.return, 12);
    expect(after.outcome.price).toBeCloseTo(before.outcome.price, 9);
    expect(after.outcome.intervals).toEqual(before.outcome.intervals);
  });

  it('counts the first of several words about the same bar', ({ database }) => {
    appendForecasts(
      database,
      [
        makeForecast(10, { id: 'first', probabilityUp: 0.9, createdAt: 1 }),
        makeForecast(10, { id: 'second', probabilityUp: 0.1, createdAt: 2 }),
        makeForecast(10, { id: 'other model', probabilityUp: 0.1, createdAt: 3, model: { name: 'short', version: 2 } }),
        makeForecast(10, { id: 'other horizon', horizonBars: 5, createdAt: 4 }),
      ],
      1,
    );
    const rose = Number(close[13]! > close[10]!);
    const { entries, summaries } = scoreLedger(database, { model: 'short@1', limit: 10 });
    expect(entries).toHaveLength(3);
    expect(summaries.map(({ horizonBars, scored }) => [horizonBars, scored])).toEqual([
      [3, 1],
      [5, 1],
    ]);
    expect(summaries[0]!.scores!.hitRate.value).toBe(rose);
    expect(summaries[0]!.scores!.brier.value).toBeCloseTo((0.9 - rose) ** 2, 12);
    expect(scoreLedger(database, { model: 'short', limit: 10 }).summaries[0]!.scored).toBe(2);
    expect(scoreLedger(database, { symbol: 'B', limit: 10 })).toEqual({ entries: [], summaries: [] });
  });

  it('says that few days are too few, and has intervals from enough of them', ({ database }) => {
    const upTo = (count: number) => Array.from({ length: count }, (_, k) => makeForecast(20 + k));
    appendForecasts(database, upTo(59), 1);
    const few = scoreLedger(database, { limit: 1 }).summaries[0]!;
    // Outcomes of three days overlap: blocks of six, and ten of them.
    expect(few).toMatchObject({ days: 59, daysNeeded: 60, scored: 59 });
    expect(few.scores!.hitRate).toMatchObject({ low: 0, high: 1 });
    appendForecasts(database, [makeForecast(79)], 1);
    const { scores, days } = scoreLedger(database, { limit: 1 }).summaries[0]!;
    expect(days).toBe(60);
    expect(scores!.hitRate.low).toBeGreaterThan(0.1);
    expect(scores!.coverage.map(({ nominal }) => nominal)).toEqual([0.5, 0.8, 0.95]);
  });

  it('lists forecasts of an instrument that the workspace does not have any more', ({ database }) => {
    appendForecasts(database, [makeForecast(10, { symbol: 'GONE' })], 1);
    const { entries, summaries } = scoreLedger(database, { limit: 10 });
    expect(entries.map(({ state }) => state)).toEqual(['lost']);
    expect(summaries).toMatchObject([{ scored: 0, pending: 0, scores: null }]);
  });
});
