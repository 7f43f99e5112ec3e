import { expect } from 'vitest';
import { countTrials, recordBacktest } from './backtests.ts';
import { addRun } from './runs.ts';
import { it } from './workspace.test-data.ts';

it('counts trainings and backtests as trials, a backtest that is only made again once', ({ database }) => {
  expect(countTrials(database)).toBe(0);
  addRun(database, { id: 'r1', replayKey: 'key', experiment: {}, dataHashes: {}, createdAt: 1 });
  expect(countTrials(database)).toBe(1);
  const backtest = { key: 'k1', trials: 1, document: { rule: 'x' }, createdAt: 2 };
  recordBacktest(database, backtest);
  recordBacktest(database, { ...backtest, createdAt: 3 });
  expect(countTrials(database)).toBe(2);
  recordBacktest(database, { ...backtest, key: 'k2', trials: 400 });
  expect(countTrials(database)).toBe(402);
  expect(database.read.prepare('SELECT key, document, created_at FROM backtests ORDER BY key').all()).toEqual([
    { key: 'k1', document: '{"rule":"x"}', created_at: 2 },
    { key: 'k2', document: '{"rule":"x"}', created_at: 2 },
  ]);
});
