import { describe, expect } from 'vitest';
import type { AlertEvent } from '#contract/alert.ts';
import { addInventedForecast, addInventedModel, failure, finish, importCloses, it } from '../engine.test-data.ts';

const january = (day: number): number => Date.UTC(2024, 0, day);

describe('a price alert', () => {
  it('tells every crossing of the bars that came since, and none of those before', async ({ engine }) => {
    const { alerts } = engine.client;
    await importCloses(engine, 'AAA', [10, 20, 10]);
    const rule = await alerts.add({ symbol: 'AAA', condition: { kind: 'price', crosses: 'either', price: 15 } });
    expect(rule).toMatchObject({ symbol: 'AAA', isEnabled: true });
    expect(await alerts.events({})).toEqual([]);
    await importCloses(engine, 'AAA', [10, 20, 10, 15, 14, 14.5]);
    const events = await alerts.events({});
    expect(events.map(({ occurrence }) => occurrence)).toEqual([
      { kind: 'price', crossed: 'below', price: 15, before: 15, after: 14, barTime: january(6) },
      { kind: 'price', crossed: 'above', price: 15, before: 10, after: 15, barTime: january(5) },
    ]);
    await importCloses(engine, 'AAA', [10, 20, 10, 15, 14, 14.5]);
    expect(await alerts.events({})).toHaveLength(2);
  });

  it('is for one direction where that is asked for, and silent while it is off', async ({ engine }) => {
    const { alerts } = engine.client;
    await importCloses(engine, 'AAA', [10, 10]);
    const condition = { kind: 'price', crosses: 'above', price: 15 } as const;
    const { id } = await alerts.add({ symbol: 'AAA', condition });
    await alerts.enable({ id, isEnabled: false });
    await importCloses(engine, 'AAA', [10, 10, 16]);
    await alerts.enable({ id, isEnabled: true });
    await importCloses(engine, 'AAA', [10, 10, 16, 14]);
    expect(await alerts.events({})).toEqual([]);
    await importCloses(engine, 'AAA', [10, 10, 16, 14, 17]);
    expect(await alerts.events({})).toHaveLength(1);
    await alerts.remove({ id });
    await importCloses(engine, 'AAA', [10, 10, 16, 14, 17, 14, 18]);
    expect(await alerts.rules({})).toEqual([]);
    expect(await alerts.events({})).toHaveLength(1);
    expect((await alerts.bringBack({ id })).id).toBe(id);
    expect(await alerts.rules({ symbol: 'AAA' })).toHaveLength(1);
    expect(await alerts.rules({ symbol: 'BBB' })).toEqual([]);
  });

  it('that is changed speaks of what comes from then on', async ({ engine }) => {
    const { alerts } = engine.client;
    await importCloses(engine, 'AAA', [10, 10]);
    const condition = { kind: 'price', crosses: 'above', price: 100, timeframe: '1d' } as const;
    const { id } = await alerts.add({ symbol: 'AAA', condition });
    await importCloses(engine, 'AAA', [10, 10, 16, 10]);
    expect(await alerts.change({ id, condition: { ...condition, price: 15 } })).toMatchObject({
      id,
      condition: { price: 15 },
    });
    // The crossing of 15 was there before.
    await alerts.markSeen({});
    expect(await alerts.events({})).toEqual([]);
    await importCloses(engine, 'AAA', [10, 10, 16, 10, 15]);
    expect(await alerts.events({})).toHaveLength(1);
    expect(await failure(alerts.change({ id, condition: { ...condition, timeframe: '1m' } }))).toMatchObject({
      code: 'data/unknown-timeframe',
    });
    expect(await failure(alerts.change({ id: 99, condition }))).toMatchObject({ code: 'alert/unknown' });
    expect(await alerts.rules({})).toMatchObject([{ condition: { price: 15 } }]);
  });

  it('is for an instrument that is there, at a price that can be', async ({ engine }) => {
    const condition = { kind: 'price', crosses: 'above', price: 15 } as const;
    expect(await failure(engine.client.alerts.add({ symbol: 'AAA', condition }))).toMatchObject({
      code: 'data/unknown-instrument',
    });
    expect(
      await failure(engine.client.alerts.add({ symbol: 'AAA', condition: { ...condition, price: -1 } })),
    ).toMatchObject({ code: 'input/invalid' });
    expect(await failure(engine.client.alerts.enable({ id: 7, isEnabled: true }))).toMatchObject({
      code: 'alert/unknown',
    });
  });
});

describe('alerts of forecasts', () => {
  it('tell a new grade and a crossing of P(up), each by the forecast before', async ({ engine }) => {
    const { alerts } = engine.client;
    await importCloses(engine, 'AAA', [10, 11]);
    const model = { id: addInventedModel(engine, 'm'), name: 'm', version: 1 };
    const other = { id: addInventedModel(engine, 'other'), name: 'other', version: 1 };
    addInventedForecast(engine, model, { id: 'f1', symbol: 'AAA', createdAt: 1, grade: 'HOLD', probabilityUp: 0.5 });
    await alerts.add({ symbol: 'AAA', condition: { kind: 'grade', model: 'm' } });
    await alerts.add({ symbol: 'AAA', condition: { kind: 'grade', model: 'm', to: ['SELL'] } });
    await alerts.add({
      symbol: 'AAA',
      condition: { kind: 'probability-up', model: 'm@1', crosses: 'above', probability: 0.6 },
    });
    addInventedForecast(engine, model, { id: 'f2', symbol: 'AAA', createdAt: 2, grade: 'HOLD', probabilityUp: 0.55 });
    addInventedForecast(engine, other, { id: 'x', symbol: 'AAA', createdAt: 3, grade: 'SELL', probabilityUp: 0.9 });
    addInventedForecast(engine, model, { id: 'f3', symbol: 'AAA', createdAt: 4, grade: 'BUY', probabilityUp: 0.6 });
    // Whatever ends with a look at the alerts.
    await alerts.markSeen({ ids: [] });
    const events = await alerts.events({});
    expect(events.map(({ occurrence }) => occurrence)).toEqual([
      { kind: 'probability-up', crossed: 'above', probability: 0.6, before: 0.55, after: 0.6, forecastId: 'f3' },
      { kind: 'grade', before: 'HOLD', after: 'BUY', forecastId: 'f3' },
    ]);
  });
});

describe('events', () => {
  it('come to those who watch, count in the watchlist, and are seen once', async ({ engine }) => {
    const { alerts, watchlists } = engine.client;
    await importCloses(engine, 'AAA', [10, 10]);
    await alerts.add({ symbol: 'AAA', condition: { kind: 'price', crosses: 'above', price: 15 } });
    const { id } = await watchlists.create({ name: 'All', symbols: ['AAA'] });

    const leave = new AbortController();
    const watched: AlertEvent[] = [];
    const watching = (async () => {
      for await (const event of await alerts.watch(undefined, { signal: leave.signal })) {
        watched.push(event);
        leave.abort();
      }
    })().catch(() => undefined);
    await importCloses(engine, 'AAA', [10, 10, 16]);
    await watching;
    expect(watched).toHaveLength(1);
    expect(watched).toEqual(await alerts.events({}));
    expect((await watchlists.rows({ id }))[0]!.alerts).toEqual({ rules: 1, unseen: 1 });
    expect(await alerts.markSeen({})).toEqual({ marked: 1 });
    expect(await alerts.markSeen({})).toEqual({ marked: 0 });
    expect((await watchlists.rows({ id }))[0]!.alerts).toEqual({ rules: 1, unseen: 0 });
    expect(await alerts.events({ unseenOnly: true })).toEqual([]);
    expect((await alerts.events({}))[0]!.seenAt).not.toBeNull();
  });
});

describe('changes', () => {
  it('are told to those who watch the workspace', async ({ engine }) => {
    const leave = new AbortController();
    const changes: string[] = [];
    const events = await engine.client.workspace.watch(undefined, { signal: leave.signal });
    const watching = (async () => {
      for await (const change of events) {
        changes.push(change);
        if (change === 'watchlists') leave.abort();
      }
    })().catch(() => undefined);
    await importCloses(engine, 'AAA', [10, 10]);
    await failure(finish(engine.client.marketData.import({ paths: ['/nowhere'] })));
    await engine.client.watchlists.create({ name: 'All' });
    await watching;
    expect(changes).toEqual(['instruments', 'alerts', 'instruments', 'alerts', 'watchlists']);
  });
});
