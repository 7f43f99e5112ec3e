import { describe, expect } from 'vitest';
import { inventHistory, shortSpec } from '../features/invented-history.test-data.ts';
import { it } from '../store/workspace.test-data.ts';
import { inventModel } from './invented-model.test-data.ts';
import { replayForecasts } from './replay.ts';
import { storeBars, storeModel } from './stored-model.test-data.ts';
import { issueForecasts } from './issue-forecast.ts';

const input = inventHistory(1, 200, 'A');
const spec = shortSpec({ label: { kind: 'forward-return', horizons: [1, 3], volatilityBars: 5 } });
const model = inventModel([input], spec);

describe('a replay', () => {
  it('begins with the test slice, ends at the last bar, and knows what came', async ({ database }) => {
    storeBars(database, 'A', input.bars);
    const stored = storeModel(database, model);
    const replay = await replayForecasts(database, stored, { symbol: 'A', horizonBars: 3, limit: 5000 });
    const { close, time } = input.bars;
    expect(replay).toMatchObject({ symbol: 'A', horizonBars: 3, timeframe: '1d' });
    expect(replay.time[0]).toBe(model.dataset.split.test.from);
    expect(replay.bar.at(-1)).toBe(199);
    replay.bar.forEach((t, i) => {
      expect([replay.time[i], replay.price[i]]).toEqual([time[t], close[t]]);
      if (t + 3 < 200) expect(replay.outcome[i]).toBeCloseTo(close[t + 3]! / close[t]! - 1, 12);
      else expect(replay.outcome[i]).toBeNull();
    });
  });

  it('says at the last bar what the forecast of today says', async ({ database }) => {
    storeBars(database, 'A', input.bars);
    const stored = storeModel(database, model);
    let ids = 0;
    const clock = { now: () => 1_700_000_000_000, newId: () => String(ids++) };
    const replay = await replayForecasts(database, stored, { symbol: 'A', horizonBars: 1, limit: 1 });
    const made = await replayForecasts(database, stored, { symbol: 'A', limit: 4 });
    const { forecasts } = await issueForecasts(database, clock, stored, { symbols: ['A'] });
    const today = forecasts.find(({ horizonBars }) => horizonBars === 1)!;
    expect(replay.bar).toEqual([199]);
    expect(replay.total).toBe(made.total);
    expect(made.bar).toEqual([196, 197, 198, 199]);
    expect(replay.probabilityUp[0]).toBeCloseTo(today.probabilityUp, 12);
    expect(replay.expectedReturn[0]).toBeCloseTo(today.expectedReturn, 12);
    for (const { coverage, lowReturn, highReturn } of replay.intervals) {
      const same = today.intervals.find((interval) => interval.coverage === coverage)!;
      expect(lowReturn[0]).toBeCloseTo(same.lowReturn, 12);
      expect(highReturn[0]).toBeCloseTo(same.highReturn, 12);
    }
  });

  it('refuses an instrument and a horizon that the model does not know', async ({ database }) => {
    storeBars(database, 'A', input.bars);
    storeBars(database, 'B', input.bars);
    const stored = storeModel(database, model);
    await expect(replayForecasts(database, stored, { symbol: 'B', limit: 9 })).rejects.toMatchObject({
      code: 'forecast/unknown-instrument',
    });
    await expect(replayForecasts(database, stored, { symbol: 'A', horizonBars: 2, limit: 9 })).rejects.toMatchObject({
      code: 'forecast/unknown-horizon',
    });
  });
});
