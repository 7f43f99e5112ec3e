import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TrainResult } from '#contract/api/experiments.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { bootEngine, type Engine } from '../boot.ts';
import type { Bundle } from '../forecast/bundle.ts';
import { readBundle, resolveModel } from '../forecast/open-model.ts';
import { openStore } from '../store/open-store.ts';
import { importPlantedMarket, tinyExperiment } from './planted-market.test-data.ts';

const BARS = 900;
const OLD = 600;

const it = test
  .extend('folder', ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'almanac-test-'));
    onCleanup(() => {
      rmSync(folder, { recursive: true });
    });
    return folder;
  })
  .extend('engine', ({ folder }, { onCleanup }) => {
    const engine = bootEngine({ workspaceFolder: join(folder, 'workspace') });
    onCleanup(() => {
      engine.close();
    });
    return engine;
  });

async function train(engine: Engine, experiment: Experiment): Promise<TrainResult> {
  const job = await engine.client.experiments.train({ experiment });
  for (;;) {
    const step = await job.next();
    if (step.done) return step.value;
  }
}

/** A model of the first bars, then all bars: the state in which somebody wants to train on. */
async function trainOnOldBars(engine: Engine, folder: string): Promise<void> {
  await importPlantedMarket(engine, folder, { bars: BARS, until: OLD });
  await train(engine, tinyExperiment);
  await importPlantedMarket(engine, folder, { bars: BARS });
}

function bundleOf(engine: Engine, reference: string): Bundle {
  const store = openStore(engine.workspaceFolder);
  try {
    return readBundle(store.database, resolveModel(store.database, reference));
  } finally {
    store.close();
  }
}

const partOf = (bundle: Bundle, name: string) => bundle.manifest.split.find((part) => part.name === name)!;

describe('a training that starts from a model', () => {
  it('goes on from its weights, and is tested on bars that neither has seen', async ({ engine, folder }) => {
    await trainOnOldBars(engine, folder);
    const draft = await engine.client.experiments.draft({
      instruments: tinyExperiment.instruments,
      from: 'tiny@1',
      // So small that what comes out is what went in.
      training: { learningRate: 1e-9, epochs: 1 },
    });
    const parent = bundleOf(engine, 'tiny@1');
    expect(draft.parent?.model).toBe('tiny@1');
    expect(draft.spec.layers).toEqual(tinyExperiment.spec.layers);
    const { model, alreadyTrained } = await train(engine, draft);
    expect([model.name, model.version, alreadyTrained]).toEqual(['tiny', 2, false]);

    const child = bundleOf(engine, 'tiny@2');
    expect(child.manifest.experiment.parent).toEqual(draft.parent);
    expect(child.weights!.length).toBe(parent.weights!.length);
    child.weights!.forEach((weight, i) => {
      expect(Math.abs(weight - parent.weights![i]!)).toBeLessThan(1e-6);
    });
    const { models } = engine.client;
    const ancestor = { model: 'tiny@1', bundleHash: draft.parent!.bundleHash };
    expect((await models.list()).models.map(({ parent: of }) => of?.model ?? null)).toEqual(['tiny@1', null]);
    expect((await models.get({ model: 'tiny@2' })).lineage).toEqual([{ ...ancestor, here: 'tiny@1' }]);
    expect((await models.get({ model: 'tiny@1' })).children).toEqual(['tiny@2']);
    await models.remove({ model: 'tiny@1' });
    expect((await models.get({ model: 'tiny@2' })).lineage).toEqual([{ ...ancestor, here: null }]);

    expect(partOf(child, 'test').from).toBeGreaterThan(partOf(parent, 'test').to);
    expect(partOf(child, 'validation').from).toBeGreaterThanOrEqual(partOf(parent, 'calibration').from);
    expect(partOf(child, 'train').from).toBe(partOf(parent, 'train').from);
    expect(partOf(child, 'test').samples).toBeGreaterThan(250);

    expect((await train(engine, draft)).alreadyTrained).toBe(true);
    // Without a parent it is another run.
    const orphan = await engine.client.experiments.draft({
      instruments: ['PLANTED'],
      spec: JSON.stringify(draft.spec),
    });
    expect((await train(engine, orphan)).alreadyTrained).toBe(false);
  });

  it('is refused where no bar is new, where the network is another, and where its parent is', async ({
    engine,
    folder,
  }) => {
    await importPlantedMarket(engine, folder, { bars: BARS, until: OLD });
    await train(engine, tinyExperiment);
    const draft = await engine.client.experiments.draft({ instruments: tinyExperiment.instruments, from: 'tiny' });
    await expect(train(engine, { ...draft, split: tinyExperiment.split })).rejects.toMatchObject({
      code: 'honesty/nothing-new',
    });

    await importPlantedMarket(engine, folder, { bars: BARS });
    const other = { ...draft, spec: { ...draft.spec, windowBars: 4 } };
    await expect(train(engine, other)).rejects.toMatchObject({
      code: 'training/other-graph',
      message: 'The network is not that of tiny@1: windowBars differs.',
    });
    const impostor = { ...draft, parent: { model: 'tiny@1', bundleHash: '0'.repeat(64) } };
    await expect(train(engine, impostor)).rejects.toMatchObject({ code: 'training/other-parent' });
    const job = await engine.client.experiments.walkForward({
      experiment: draft,
      plan: { folds: 3, mode: 'rolling', seeds: 1 },
    });
    await expect(job.next()).rejects.toMatchObject({ code: 'honesty/seen-by-parent' });
  });
});
