import { describe, expect } from 'vitest';
import { importCloses, failure, finish, it } from '../engine.test-data.ts';

const rule = { kind: 'ma-crossover', fastBars: 2, slowBars: 5 } as const;
/** After the last of the bars. */
const now = Date.UTC(2025, 5, 1);
const closes = Array.from({ length: 300 }, (_, t) => 100 + 20 * Math.sin(t / 9) + t / 20);

describe('backtests that are kept', () => {
  it('every run is a draft with what came out; the same one again is the same draft and no other trial', async ({
    engine,
    clock,
  }) => {
    clock.at = now;
    const { backtests } = engine.client;
    await importCloses(engine, 'WAVE', closes);
    const { id, ...result } = await backtests.run({ rule, symbols: ['WAVE'] });
    clock.at += 1000;
    const other = await backtests.run({ rule: { kind: 'buy-and-hold' }, symbols: ['WAVE'] });
    const listed = await backtests.list({});
    expect(listed.trials).toBe(2);
    expect(listed.backtests.map((kept) => kept.id)).toEqual([other.id, id]);
    expect(listed.backtests[1]).toMatchObject({ name: null, ranAt: clock.at - 1000, hasCurves: true });
    expect(listed.backtests[1]!.summary).toMatchObject({
      symbols: ['WAVE'],
      strategy: result.strategy,
      evidence: { trials: 1 },
    });
    expect(listed.backtests[1]!.summary).not.toHaveProperty('trades');
    const kept = await backtests.get({ id });
    expect(kept.result).toEqual(result);
    expect(kept.request).toMatchObject({ rule: { ...rule, average: 'sma', short: false }, symbols: ['WAVE'] });

    clock.at += 1000;
    const again = await backtests.run(kept.request);
    expect(again.id).toBe(id);
    expect(again.evidence.trials).toBe(2);
    expect((await backtests.list({})).trials).toBe(2);
    // Other money is no other trial, but another result.
    const richer = await backtests.run({ ...kept.request, initialCapital: 5 });
    expect(richer.id).not.toBe(id);
    expect((await backtests.list({})).trials).toBe(2);
  });

  it('are named, removed and brought back', async ({ engine, clock }) => {
    clock.at = now;
    const { backtests } = engine.client;
    await importCloses(engine, 'WAVE', closes);
    const { id } = await backtests.run({ rule, symbols: ['WAVE'] });
    expect(await backtests.save({ id, name: '  Waves ' })).toMatchObject({ id, name: 'Waves' });
    expect(await failure(backtests.save({ id, name: ' ' }))).toMatchObject({ code: 'input/invalid' });
    expect(await backtests.remove({ id })).toMatchObject({ id });
    expect((await backtests.list({})).backtests).toEqual([]);
    expect(await backtests.bringBack({ id })).toMatchObject({ name: 'Waves' });
    expect((await backtests.list({ drafts: 0 })).backtests).toHaveLength(1);
    for (const verb of ['get', 'remove', 'bringBack'] as const) {
      expect(await failure(backtests[verb]({ id: 99 }))).toMatchObject({ code: 'backtest/unknown' });
    }
  });

  it('give back as many points of the curves as are asked for', async ({ engine, clock }) => {
    clock.at = now;
    const { backtests } = engine.client;
    await importCloses(engine, 'WAVE', closes);
    const thin = await backtests.run({ rule, symbols: ['WAVE'], curvePoints: 50 });
    expect(thin.equity.time.length).toBeLessThanOrEqual(50);
    expect(Math.min(...thin.equity.drawdown)).toBe(-thin.strategy.maxDrawdown);
    const { result } = await backtests.get({ id: thin.id });
    expect(result!.equity.time).toHaveLength(300);
    // How many are shown is no other backtest.
    expect((await backtests.run({ rule, symbols: ['WAVE'] })).id).toBe(thin.id);
  });

  it('a grid keeps no drafts of its cells, and all of them are trials', async ({ engine, clock }) => {
    clock.at = now;
    const { backtests } = engine.client;
    await importCloses(engine, 'WAVE', closes);
    const axes = [{ parameter: 'fastBars', values: [2, 3, 4] }];
    await finish(backtests.grid({ rule, symbols: ['WAVE'], axes }));
    expect(await backtests.list({})).toEqual({ backtests: [], trials: 3 });
  });
});
