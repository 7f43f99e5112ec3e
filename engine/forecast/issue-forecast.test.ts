import { beforeEach, describe, expect } from 'vitest';
import { FORECAST_LIFE_MS, significantMove } from '#contract/forecast.ts';
import { cutHistory, inventHistory, shortSpec } from '../features/invented-history.test-data.ts';
import { listForecasts } from '../store/ledger.ts';
import type { StoredModel } from '../store/models.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { it } from '../store/workspace.test-data.ts';
import { inventModel } from './invented-model.test-data.ts';
import { issueForecasts, type ForecastRequest } from './issue-forecast.ts';
import { storeBars, storeModel } from './stored-model.test-data.ts';

const whole = inventHistory(1, 200, 'A');
const other = inventHistory(2, 200, 'B');
const spec = shortSpec({ label: { kind: 'forward-return', horizons: [1, 3], volatilityBars: 5 } });
const model = inventModel([whole, other], spec);
const HOUR = 3_600_000;

describe('forecasts', () => {
  let now = 0;
  let ids = 0;
  const clock = { now: () => now, newId: () => `f${++ids}` };
  let stored: StoredModel;

  beforeEach<{ database: WriteDatabase }>(({ database }) => {
    now = 1_700_000_000_000;
    ids = 0;
    storeBars(database, 'A', cutHistory(whole, 0, 199).bars);
    storeBars(database, 'B', other.bars);
    stored = storeModel(database, model);
  });

  const issue = async (database: WriteDatabase, request: ForecastRequest = { symbols: ['A'] }, from = stored) => {
    const { forecasts, states } = await issueForecasts(database, clock, from, request);
    expect(states.map(({ id }) => id)).toEqual(forecasts.map(({ id }) => id));
    return {
      ids: forecasts.map(({ id }) => id).join(' '),
      kinds: [...new Set(states.map(({ kind }) => kind))].join(' '),
      ages: [...new Set(states.map(({ ageMs }) => ageMs))],
      moved: states.map(({ moved }) => moved !== null),
      forecasts,
    };
  };

  it('are in the ledger before they are seen, and given again for 24 hours', async ({ database }) => {
    expect(await issue(database)).toMatchObject({ ids: 'f1 f2', kinds: 'fresh', ages: [0] });
    expect(listForecasts(database, 'A', 9)).toHaveLength(2);
    now += FORECAST_LIFE_MS - 1;
    expect(await issue(database)).toMatchObject({ ids: 'f1 f2', kinds: 'cached', ages: [FORECAST_LIFE_MS - 1] });
    expect(listForecasts(database, 'A', 9)).toHaveLength(2);
    now += 1;
    expect(await issue(database)).toMatchObject({ ids: 'f3 f4', kinds: 'fresh' });
    expect(listForecasts(database, 'A', 9)).toHaveLength(4);
  });

  it('are made anew where that is asked for', async ({ database }) => {
    await issue(database);
    expect(await issue(database, { symbols: ['A'], refresh: true })).toMatchObject({ ids: 'f3 f4', kinds: 'fresh' });
    now += HOUR;
    // The newest ones are those that are given again.
    expect(await issue(database)).toMatchObject({ ids: 'f3 f4', kinds: 'cached', ages: [HOUR] });
  });

  it('are made anew after a new bar, and after a corrected one', async ({ database }) => {
    await issue(database);
    storeBars(database, 'A', whole.bars);
    expect(await issue(database)).toMatchObject({ ids: 'f3 f4', kinds: 'fresh' });
    const close = whole.bars.close.with(150, whole.bars.close[150]! * 1.001);
    storeBars(database, 'A', { ...whole.bars, close });
    expect(await issue(database)).toMatchObject({ ids: 'f5 f6', kinds: 'fresh' });
  });

  it('of another version of the model are others', async ({ database }) => {
    await issue(database);
    expect(await issue(database, { symbols: ['A'] }, storeModel(database, model))).toMatchObject({ kinds: 'fresh' });
    expect(await issue(database)).toMatchObject({ ids: 'f1 f2', kinds: 'cached' });
  });

  it('are made anew where the price has moved further than a bar usually goes', async ({ database }) => {
    const { forecasts } = await issue(database);
    const limits = forecasts.map(significantMove);
    const { price } = forecasts[0]!;
    const near = price * (1 + 0.99 * Math.min(...limits));
    expect(await issue(database, { symbols: ['A'], prices: { A: near } })).toMatchObject({
      kinds: 'cached',
      moved: [false, false],
    });
    for (const far of [price * (1 + 1.01 * Math.max(...limits)), price / (1 + 1.01 * Math.max(...limits))]) {
      expect(await issue(database, { symbols: ['A'], prices: { A: far } })).toMatchObject({
        kinds: 'fresh',
        moved: [true, true],
      });
    }
    // The price of another instrument says nothing.
    expect(await issue(database, { symbols: ['A'], prices: { B: 1e9 } })).toMatchObject({ kinds: 'cached' });
  });

  it('of the future, left by a clock that was set back, are not given again', async ({ database }) => {
    await issue(database);
    now -= HOUR;
    expect(await issue(database)).toMatchObject({ kinds: 'fresh' });
  });

  it('of several instruments keep their order, whichever of them are made anew', async ({ database }) => {
    await issue(database, { symbols: ['B'] });
    const { forecasts, ids: found } = await issue(database, { symbols: ['A', 'B'] });
    expect(forecasts.map(({ symbol, horizonBars }) => `${symbol}${horizonBars}`)).toEqual(['A1', 'A3', 'B1', 'B3']);
    expect(found).toBe('f3 f4 f1 f2');
  });
});

it('the move of a bar is half the 80 % interval, brought down by the square root of time', () => {
  const eighty = {
    coverage: 0.8 as const,
    lowReturn: Math.expm1(-0.1),
    highReturn: Math.expm1(0.14),
    lowPrice: 0,
    highPrice: 0,
  };
  expect(significantMove({ intervals: [eighty], horizonBars: 16 })).toBeCloseTo(Math.expm1(0.12 / 4), 12);
});
