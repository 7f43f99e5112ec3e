import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootEngine, type Engine } from '../boot.ts';
import { failure, finish } from '../engine.test-data.ts';
import { importPlantedMarket, tinyExperiment } from '../experiments/planted-market.test-data.ts';
import { openStore } from '../store/open-store.ts';
import { countRuns } from '../store/runs.ts';

/** One workspace with three versions of a model; the tests leave it as they found it. */
let folder: string;
let engine: Engine;

const withEpochs = (epochs: number) => ({
  ...tinyExperiment,
  spec: { ...tinyExperiment.spec, training: { ...tinyExperiment.spec.training, epochs, patience: epochs } },
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-test-'));
  engine = bootEngine({ workspaceFolder: join(folder, 'workspace') });
  await importPlantedMarket(engine, folder, { bars: 600 });
  for (const epochs of [1, 8, 4]) {
    await finish(engine.client.experiments.train({ experiment: withEpochs(epochs) }));
  }
});

afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

const nameMeans = async (): Promise<number> => (await engine.client.models.get({ model: 'tiny' })).version;

describe('the active version of a name', () => {
  it('is the newest, the one that was promoted, and that of before after a roll back', async () => {
    const { models, forecasts } = engine.client;
    expect(await nameMeans()).toBe(3);
    expect(await failure(models.rollBack({ name: 'tiny' }))).toMatchObject({ code: 'model/never-promoted' });
    await models.promote({ model: 'tiny@2' });
    await models.promote({ model: 'tiny@1' });
    expect(await nameMeans()).toBe(1);
    const { forecasts: made } = await forecasts.predict({ model: 'tiny' });
    expect(made[0]!.model).toEqual({ name: 'tiny', version: 1 });
    expect((await models.list()).models.map(({ version, isActive }) => [version, isActive])).toEqual([
      [3, false],
      [2, false],
      [1, true],
    ]);
    expect(await models.rollBack({ name: 'tiny' })).toEqual({ model: 'tiny@2' });
    expect(await models.rollBack({ name: 'tiny' })).toEqual({ model: 'tiny@3' });
    expect(await failure(models.promote({ model: 'tiny' }))).toMatchObject({ code: 'input/invalid' });
    expect(await failure(models.promote({ model: 'tiny@9' }))).toMatchObject({ code: 'model/not-found' });
  });

  it('passes on where it is removed, and comes back with it', async () => {
    const { models, forecasts } = engine.client;
    await models.promote({ model: 'tiny@2' });
    const made = await forecasts.predict({ model: 'tiny', refresh: true });
    expect(await models.remove({ model: 'tiny@2' })).toMatchObject({ name: 'tiny', version: 2 });
    expect(await nameMeans()).toBe(3);
    expect((await models.list()).models.map(({ version }) => version)).toEqual([3, 1]);
    expect((await models.removed()).map(({ version }) => version)).toEqual([2]);
    expect(await failure(forecasts.predict({ model: 'tiny@2' }))).toMatchObject({ code: 'model/not-found' });
    const ledger = await forecasts.ledger({ symbol: 'PLANTED' });
    expect(ledger.map(({ id }) => id)).toContain(made.forecasts[0]!.id);
    await models.bringBack({ model: 'tiny@2' });
    expect(await nameMeans()).toBe(2);
    expect(await failure(models.bringBack({ model: 'tiny@2' }))).toMatchObject({ code: 'model/not-found' });
    await models.rollBack({ name: 'tiny' });
  });
});

describe('a model card', () => {
  it('says what the model is, where it comes from, and what the user says of it', async () => {
    const { models } = engine.client;
    await models.annotate({ model: 'tiny@1', notes: 'one epoch only', tags: ['weak', 'weak'] });
    expect(await models.annotate({ model: 'tiny@1', tags: ['test'] })).toEqual({
      model: 'tiny@1',
      notes: 'one epoch only',
      tags: ['test'],
    });
    const card = await models.get({ model: 'tiny@1' });
    expect(card).toMatchObject({
      name: 'tiny',
      version: 1,
      symbols: ['PLANTED'],
      isActive: false,
      origin: 'trained',
      notes: 'one epoch only',
      tags: ['test'],
      experiment: withEpochs(1),
      parent: null,
      lineage: [],
      allVersions: [{ version: 3 }, { version: 2 }, { version: 1, isRemoved: false }],
    });
    expect(card.split.map(({ name }) => name)).toEqual(['train', 'validation', 'calibration', 'test']);
    expect(card.networkHash).toMatch(/^[0-9a-f]{64}$/);
    expect((await engine.client.runs.get({ id: card.runId! })).model).toBe('tiny@1');
  });
});

describe('runs', () => {
  it('have their curve, whatever became of them', async () => {
    const { experiments, runs } = engine.client;
    const experiment = { ...withEpochs(50), seed: 77 };
    const cancel = new AbortController();
    const job = await experiments.train({ experiment }, { signal: cancel.signal });
    let runId = '';
    const error = await failure(
      (async () => {
        for await (const event of job) {
          if (event.type === 'started') ({ runId } = event);
          if (event.type !== 'epoch') continue;
          const { status, curve, epochs } = await runs.get({ id: runId });
          expect([status, epochs]).toEqual(['running', curve.length]);
          expect(curve.length).toBeGreaterThanOrEqual(event.epoch.epoch);
          if (event.epoch.epoch >= 3) cancel.abort();
        }
      })(),
    );
    expect(error).toMatchObject({ code: 'job/cancelled' });
    const cancelled = await runs.get({ id: runId });
    expect(cancelled).toMatchObject({ status: 'cancelled', kind: 'training', seed: 77, mostEpochs: 50, model: null });
    expect(cancelled.curve.map(({ epoch }) => epoch)).toEqual(cancelled.curve.map((_, i) => i + 1));
    const losses = cancelled.curve.map(({ validationLoss }) => validationLoss);
    expect(cancelled.bestValidationLoss).toBe(Math.min(...losses));
    const [first] = await runs.list({ limit: 1 });
    expect(first!.id).toBe(runId);
    expect(await runs.list({ kind: 'fold' })).toEqual([]);
    expect(await failure(runs.get({ id: 'none' }))).toMatchObject({ code: 'run/unknown' });
  });

  it('that a dead process was carrying out are interrupted', async () => {
    const { id } = (await engine.client.runs.list({ limit: 1 }))[0]!;
    const store = openStore(engine.workspaceFolder);
    // No process has this id: it lies beyond what Linux, macOS and Windows give.
    store.database.write.prepare("UPDATE runs SET status = 'running', process_id = 2147483647 WHERE id = ?").run(id);
    store.close();
    expect((await engine.client.runs.get({ id })).status).toBe('interrupted');
  });
});

describe('a bundle from a file', () => {
  const path = (name: string): string => join(folder, name);

  it('becomes a model once, under its own name or another', async () => {
    const { models, forecasts } = engine.client;
    await models.export({ model: 'tiny@2', path: path('tiny.almanac') });
    expect(await models.import({ path: path('tiny.almanac') })).toEqual({
      model: 'tiny@2',
      isNew: false,
      isRenumbered: false,
    });
    const other = bootEngine({ workspaceFolder: join(folder, 'other') });
    try {
      expect(await other.client.models.import({ path: path('tiny.almanac') })).toEqual({
        model: 'tiny@2',
        isNew: true,
        isRenumbered: false,
      });
      expect(await other.client.models.get({ model: 'tiny' })).toMatchObject({ origin: 'imported', runId: null });
      expect(await other.client.runs.list({})).toEqual([]);
      const store = openStore(other.workspaceFolder);
      expect(countRuns(store.database)).toBe(0);
      store.close();
      await importPlantedMarket(other, folder, { bars: 600 });
      const mine = (await forecasts.predict({ model: 'tiny@2', refresh: true })).forecasts[0]!;
      const theirs = (await other.client.forecasts.predict({ model: 'tiny@2' })).forecasts[0]!;
      expect(theirs.quantiles).toEqual(mine.quantiles);
    } finally {
      other.close();
    }
    expect(await models.import({ path: path('tiny.almanac'), as: 'guest' })).toMatchObject({
      model: 'guest@2',
      isNew: true,
    });
    const guest = await forecasts.predict({ model: 'guest' });
    expect(guest.forecasts[0]!.model).toEqual({ name: 'guest', version: 2 });
    await models.export({ model: 'tiny@1', path: path('one.almanac') });
    await models.import({ path: path('one.almanac'), as: 'guest' });
    await models.export({ model: 'guest@1', path: path('guest.almanac') });
  });

  it('gets the next version where its own is taken by another', async () => {
    const { models } = engine.client;
    const third = path('third.almanac');
    await models.export({ model: 'tiny@3', path: third });
    const bundle = unzipSync(readFileSync(third));
    const manifest = JSON.parse(new TextDecoder().decode(bundle['manifest.json'])) as { version: number };
    manifest.version = 1;
    writeFileSync(third, zipSync({ ...bundle, 'manifest.json': new TextEncoder().encode(JSON.stringify(manifest)) }));
    expect(await models.import({ path: third })).toEqual({ model: 'tiny@4', isNew: true, isRenumbered: true });
    await models.remove({ model: 'tiny@4' });
  });

  it('is refused where it is none, is damaged, or does not run', async () => {
    const { models } = engine.client;
    const codeOf = async (name: string): Promise<unknown> => {
      const error = await failure(models.import({ path: path(name) }));
      return (error as { code?: string }).code ?? error;
    };
    const good = path('good.almanac');
    await models.export({ model: 'tiny@1', path: good });
    const bundle = unzipSync(readFileSync(good));
    const manifest = JSON.parse(new TextDecoder().decode(bundle['manifest.json'])) as Record<string, unknown>;
    const write = (changes: object, onnx: Uint8Array = bundle['model.onnx']!): void => {
      const bytes = new TextEncoder().encode(JSON.stringify({ ...manifest, ...changes }));
      writeFileSync(path('bad.almanac'), zipSync({ 'manifest.json': bytes, 'model.onnx': onnx }));
    };
    expect(await codeOf('nowhere.almanac')).toBe('model/cannot-read');
    writeFileSync(path('text.almanac'), 'no zip');
    expect(await codeOf('text.almanac')).toBe('model/unreadable-bundle');
    writeFileSync(path('large.almanac'), '');
    truncateSync(path('large.almanac'), 2 ** 28 + 1);
    expect(await codeOf('large.almanac')).toBe('model/too-large');
    for (const changes of [
      { training: {} },
      { evaluations: [] },
      { evaluations: [{}] },
      { split: [] },
      { scalers: {} },
      { version: -1 },
      { calibrators: [] },
    ]) {
      write(changes);
      expect(await codeOf('bad.almanac'), JSON.stringify(changes)).toBe('model/unreadable-bundle');
    }
    write({ format: 'almanac-bundle/1' });
    expect(await codeOf('bad.almanac')).toBe('model/other-format');
    write({}, new Uint8Array(100));
    expect(await codeOf('bad.almanac')).toBe('model/broken-network');
    const { scalers } = manifest as { scalers: Record<string, unknown[]> };
    write({ scalers: { PLANTED: scalers.PLANTED!.slice(1) } });
    expect(await codeOf('bad.almanac')).toBe('model/broken-network');
  });
});

describe('a comparison', () => {
  it('scores two models on the same bars, paired by day', async () => {
    const comparison = await engine.client.models.compare({ a: 'tiny@2', b: 'tiny@1' });
    const [a, b] = [
      await engine.client.models.get({ model: 'tiny@2' }),
      await engine.client.models.get({ model: 'tiny@1' }),
    ];
    expect(comparison).toMatchObject({ a: 'tiny@2', b: 'tiny@1', horizonBars: 1, symbols: ['PLANTED'] });
    // Both have the same test slice here, so the scores are those of their own evaluations.
    expect(comparison.slice).toEqual(a.evaluations[0]!.slice);
    const accuracy = comparison.scores.find(({ name }) => name === 'accuracy')!;
    expect(accuracy.a).toBeCloseTo(a.evaluations[0]!.direction.accuracy.value, 12);
    expect(accuracy.b).toBeCloseTo(b.evaluations[0]!.direction.accuracy.value, 12);
    expect(accuracy.difference.value).toBeCloseTo(accuracy.a - accuracy.b, 12);
    expect(accuracy.difference.low).toBeLessThan(accuracy.difference.value);
    expect(accuracy.difference.high).toBeGreaterThan(accuracy.difference.value);
    const brier = comparison.scores.find(({ name }) => name === 'brier')!;
    expect(brier.a).toBeCloseTo(a.evaluations[0]!.probability.brier, 12);

    const mirrored = await engine.client.models.compare({ a: 'tiny@1', b: 'tiny@2' });
    const other = mirrored.scores.find(({ name }) => name === 'brier')!;
    expect(other.difference.value).toBeCloseTo(-brier.difference.value, 12);
    expect(other.better).toBe(brier.better === null ? null : brier.better === 'a' ? 'b' : 'a');
  });

  it('of a model with itself finds no difference', async () => {
    const { scores } = await engine.client.models.compare({ a: 'tiny@2', b: 'tiny@2' });
    for (const { difference, better } of scores) {
      expect(difference).toEqual({ value: 0, low: 0, high: 0 });
      expect(better).toBeNull();
    }
  });

  it('needs a horizon in common', async () => {
    expect(await failure(engine.client.models.compare({ a: 'tiny@2', b: 'tiny@1', horizonBars: 7 }))).toMatchObject({
      code: 'model/other-horizons',
    });
  });
});
