import { describe, expect } from 'vitest';
import { addInventedForecast, addInventedModel, failure, importCloses, it } from '../engine.test-data.ts';

describe('watchlists', () => {
  it('are made, renamed, put in order, deleted and brought back', async ({ engine }) => {
    const { watchlists } = engine.client;
    const tech = await watchlists.create({ name: ' Tech ', symbols: ['AAPL', 'MSFT', 'AAPL'] });
    const crypto = await watchlists.create({ name: 'Crypto' });
    expect(tech).toEqual({ id: tech.id, name: 'Tech', symbols: ['AAPL', 'MSFT'] });
    expect(await failure(watchlists.create({ name: 'Tech' }))).toMatchObject({ code: 'watchlist/name-taken' });
    expect(await failure(watchlists.rename({ id: crypto.id, name: 'Tech' }))).toMatchObject({
      code: 'watchlist/name-taken',
    });
    expect((await watchlists.rename({ id: tech.id, name: 'Tech' })).name).toBe('Tech');
    expect((await watchlists.rename({ id: crypto.id, name: '<b>Krypto</b>' })).name).toBe('<b>Krypto</b>');
    expect((await watchlists.reorder({ ids: [crypto.id, 99] })).map(({ id }) => id)).toEqual([crypto.id, tech.id]);

    await watchlists.remove({ id: tech.id });
    expect((await watchlists.list()).map(({ id }) => id)).toEqual([crypto.id]);
    expect(await failure(watchlists.rows({ id: tech.id }))).toMatchObject({ code: 'watchlist/unknown' });
    expect(await watchlists.bringBack({ id: tech.id })).toEqual(tech);

    await watchlists.remove({ id: tech.id });
    await watchlists.create({ name: 'Tech' });
    expect(await failure(watchlists.bringBack({ id: tech.id }))).toMatchObject({ code: 'watchlist/name-taken' });
  });

  it('keep their symbols in the order of the user', async ({ engine }) => {
    const { watchlists } = engine.client;
    const { id } = await watchlists.create({ name: 'All', symbols: ['A', 'B', 'C'] });
    expect((await watchlists.add({ id, symbols: ['X', 'A'], before: 'B' })).symbols).toEqual(['A', 'X', 'B', 'C']);
    expect((await watchlists.move({ id, symbols: ['A'] })).symbols).toEqual(['X', 'B', 'C', 'A']);
    expect((await watchlists.take({ id, symbols: ['X', 'C'] })).symbols).toEqual(['B', 'A']);
    expect((await watchlists.setSymbols({ id, symbols: ['A', 'X', 'A'] })).symbols).toEqual(['A', 'X']);
    expect((await watchlists.list())[0]!.symbols).toEqual(['A', 'X']);
    expect(await failure(watchlists.add({ id: 99, symbols: ['A'] }))).toMatchObject({ code: 'watchlist/unknown' });
    expect(await failure(watchlists.add({ id, symbols: [''] }))).toMatchObject({ code: 'input/invalid' });
  });
});

describe('rows of a watchlist', () => {
  it('show price, change and the newest forecast, and where there is none, nothing', async ({ engine }) => {
    const { watchlists } = engine.client;
    await importCloses(engine, 'AAA', [10, 11, 12.1]);
    await importCloses(engine, 'ONE', [50]);
    const model = { id: addInventedModel(engine, 'm'), name: 'm', version: 1 };
    const forecast = { symbol: 'AAA', asOf: Date.UTC(2024, 0, 4) };
    addInventedForecast(engine, model, { id: 'old', createdAt: 1, grade: 'SELL', ...forecast });
    addInventedForecast(engine, model, { id: 'long', createdAt: 2, horizonBars: 20, ...forecast });
    addInventedForecast(engine, model, {
      id: 'new',
      createdAt: 2,
      grade: 'BUY',
      probabilityUp: 0.61,
      expectedReturn: 0.012,
      ...forecast,
    });
    const { id } = await watchlists.create({ name: 'All', symbols: ['NONE', 'AAA', 'ONE'] });
    const rows = await watchlists.rows({ id });
    expect(rows.map(({ symbol }) => symbol)).toEqual(['NONE', 'AAA', 'ONE']);
    expect(rows[0]).toEqual({ symbol: 'NONE', last: null, forecast: null, alerts: { rules: 0, unseen: 0 } });
    expect(rows[1]!.last).toMatchObject({ price: 12.1, time: Date.UTC(2024, 0, 4), bars: 3, simulated: false });
    expect(rows[1]!.last!.change).toBeCloseTo(0.1, 12);
    expect(rows[1]!.forecast).toEqual({
      id: 'new',
      model: { name: 'm', version: 1 },
      horizonBars: 5,
      timeframe: '1d',
      grade: 'BUY',
      probabilityUp: 0.61,
      expectedReturn: 0.012,
      lowReturn: -0.03,
      highReturn: 0.05,
      createdAt: 2,
      asOf: Date.UTC(2024, 0, 4),
      isStale: true, // its history ended sixteen days ago
    });
    expect(rows[2]).toMatchObject({ last: { price: 50, change: null }, forecast: null });
    expect((await watchlists.rows({ id, horizonBars: 20 }))[1]!.forecast?.id).toBe('long');
    expect((await watchlists.rows({ id, timeframe: '1m' })).every(({ last }) => last === null)).toBe(true);
  });

  it('show the forecasts of the model that was chosen', async ({ engine }) => {
    await importCloses(engine, 'AAA', [10, 11]);
    const first = { id: addInventedModel(engine, 'm'), name: 'm', version: 1 };
    const second = { id: addInventedModel(engine, 'm'), name: 'm', version: 2 };
    const other = { id: addInventedModel(engine, 'other'), name: 'other', version: 1 };
    addInventedForecast(engine, first, { id: 'm1', symbol: 'AAA', createdAt: 1 });
    addInventedForecast(engine, second, { id: 'm2', symbol: 'AAA', createdAt: 2 });
    addInventedForecast(engine, other, { id: 'o1', symbol: 'AAA', createdAt: 3 });
    const { id } = await engine.client.watchlists.create({ name: 'All', symbols: ['AAA'] });
    const shown = async (model?: string) =>
      (await engine.client.watchlists.rows({ id, ...(model !== undefined && { model }) }))[0]!.forecast?.id;
    expect(await Promise.all([shown(), shown('m'), shown('m@1'), shown('other'), shown('none')])).toEqual([
      'o1',
      'm2',
      'm1',
      'o1',
      undefined,
    ]);
  });

  it('say that a forecast is stale as soon as there are newer bars', async ({ engine, clock }) => {
    clock.at = Date.UTC(2024, 0, 4);
    await importCloses(engine, 'AAA', [10, 11]);
    const model = { id: addInventedModel(engine, 'm'), name: 'm', version: 1 };
    addInventedForecast(engine, model, { id: 'f', symbol: 'AAA', createdAt: 1, asOf: Date.UTC(2024, 0, 3) });
    const { id } = await engine.client.watchlists.create({ name: 'All', symbols: ['AAA'] });
    const isStale = async () => (await engine.client.watchlists.rows({ id }))[0]!.forecast!.isStale;
    expect(await isStale()).toBe(false);
    await importCloses(engine, 'AAA', [10, 11, 12]);
    expect(await isStale()).toBe(true);
  });
});
