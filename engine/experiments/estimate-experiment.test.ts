import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TrainEvent } from '#contract/api/experiments.ts';
import { bootEngine } from '../boot.ts';
import { importPlantedMarket, tinyExperiment } from './planted-market.test-data.ts';

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

describe('the estimate of an experiment', () => {
  it('cuts the data as the training does, and leaves no run behind', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: 400 });
    const estimate = await engine.client.experiments.estimate({ experiment: tinyExperiment });
    expect(estimate.epochs).toBe(tinyExperiment.spec.training.epochs);
    expect(estimate.secondsPerEpoch).toBeGreaterThan(0);
    expect(await engine.client.runs.list({})).toEqual([]);

    const started: TrainEvent[] = [];
    for await (const event of await engine.client.experiments.train({ experiment: tinyExperiment }))
      if (event.type === 'started') started.push(event);
    const { split, parameterCount } = estimate;
    expect(started).toMatchObject([{ split, parameterCount }]);
  });

  it('cuts the data of a training that starts from a model behind what that model was scored on', async ({
    engine,
    folder,
  }) => {
    await importPlantedMarket(engine, folder, { bars: 900, until: 600 });
    const training = await engine.client.experiments.train({ experiment: tinyExperiment });
    while (!(await training.next()).done);
    const scored = (await engine.client.models.get({ model: 'tiny' })).split.at(-1)!;
    await importPlantedMarket(engine, folder, { bars: 900 });
    const experiment = await engine.client.experiments.draft({ instruments: ['PLANTED'], from: 'tiny' });
    const { split } = await engine.client.experiments.estimate({ experiment });
    expect(split.at(-1)!.from).toBeGreaterThan(scored.to);
  });
});
