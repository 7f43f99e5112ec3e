import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { WalkForwardEvent, WalkForwardOutcome } from '#contract/api/experiments.ts';
import type { WalkForwardPlan, WalkForwardResult } from '#contract/walk-forward.ts';
import { bootEngine, type Engine } from '../boot.ts';
import { countRuns } from '../store/runs.ts';
import { openStore } from '../store/open-store.ts';
import { importMarket, importPlantedMarket, tinyExperiment } from './planted-market.test-data.ts';

const BARS = 700;
const plan: WalkForwardPlan = { folds: 3, mode: 'rolling', seeds: 1 };

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

/** Runs a walk-forward to its end and gives all that it said. */
async function run(
  engine: Engine,
  changes: Partial<WalkForwardPlan> = {},
  experiment = tinyExperiment,
): Promise<WalkForwardOutcome & { events: WalkForwardEvent[] }> {
  const job = await engine.client.experiments.walkForward({ experiment, plan: { ...plan, ...changes } });
  const events: WalkForwardEvent[] = [];
  for (;;) {
    const step = await job.next();
    if (step.done) return { ...step.value, events };
    events.push(step.value);
  }
}

/** Cancels a walk-forward at the first event that the test is looking for. */
async function cancelAt(engine: Engine, isIt: (event: WalkForwardEvent) => boolean): Promise<unknown> {
  const interrupt = new AbortController();
  const job = await engine.client.experiments.walkForward(
    { experiment: tinyExperiment, plan },
    { signal: interrupt.signal },
  );
  try {
    for await (const event of job) if (isIt(event)) interrupt.abort();
  } catch (error) {
    return error;
  }
  return undefined;
}

function countTrials(engine: Engine): number {
  const store = openStore(engine.workspaceFolder);
  try {
    return countRuns(store.database);
  } finally {
    store.close();
  }
}

const finished = (events: readonly WalkForwardEvent[]): boolean[] =>
  events.flatMap((event) => (event.type === 'finished' ? [event.kept] : []));

describe('walking forward', () => {
  it('finds what was planted, in every fold, and tests each bar of the tail once', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: BARS });
    const { result, alreadyRun, events } = await run(engine);
    expect(alreadyRun).toBe(false);
    expect(result.horizons[0]!.evaluation).toMatchObject({ edge: 'found', unmet: [] });
    expect(result.horizons[0]!.evaluation.skill.low).toBeGreaterThan(0.05);
    expect(result.horizons[0]!.foldsWithSkill).toBe(3);
    expect(result.horizons[0]!.spread).toBeNull();
    // Rolling: each fold's parts have as many windows as those of the others.
    const samples = result.folds.map(({ split }) => split.map((part) => part.samples));
    expect(samples).toEqual([samples[0], samples[0], samples[0]]);
    expect(result.horizons[0]!.evaluation.slice.samples).toBe(3 * samples[0]![3]!);
    expect(result.horizons[0]!.evaluation.slice.days).toBe(result.horizons[0]!.evaluation.slice.samples);
    expect(finished(events)).toEqual([false, false, false]);
    expect(countTrials(engine)).toBe(3);
    expect(await engine.client.models.list()).toMatchObject({ models: [] });
  });

  it('forecasts each bar of a test part once, also over the shorter of two horizons', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: BARS });
    const { spec } = tinyExperiment;
    const label = { ...spec.label, horizons: [1, 5] };
    const { result } = await run(engine, {}, { ...tinyExperiment, spec: { ...spec, label } });
    for (const { evaluation, folds } of result.horizons) {
      expect(evaluation.slice.samples).toBe(evaluation.slice.days);
      folds.forEach(({ slice }, k) => {
        const test = result.folds[k]!.split.find(({ name }) => name === 'test')!;
        expect(slice.from).toBeGreaterThanOrEqual(test.from);
        expect(slice.to).toBeLessThanOrEqual(test.to);
      });
    }
  });

  it('finds no edge once the sentiments come on other days', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: BARS, permuted: true });
    const { result } = await run(engine);
    expect(result.horizons[0]!.evaluation.edge).toBe('none');
    expect(Math.abs(result.horizons[0]!.evaluation.direction.mcc.value)).toBeLessThan(0.2);
  });

  it('gives a finished result back without training, and by its id', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: BARS });
    const first = await run(engine);
    const again = await run(engine);
    expect(again).toEqual({ result: first.result, alreadyRun: true, events: [] });
    expect(await engine.client.experiments.recallWalkForward({ id: first.result.id })).toEqual(first.result);
    const [shortest] = first.result.horizons;
    expect(await engine.client.experiments.walkForwards()).toMatchObject([
      {
        id: first.result.id,
        name: 'tiny',
        symbols: ['PLANTED'],
        timeframe: '1d',
        plan,
        horizonBars: 1,
        edge: shortest!.evaluation.edge,
        skill: shortest!.evaluation.skill,
        foldsWithSkill: shortest!.foldsWithSkill,
      },
    ]);
    await expect(engine.client.experiments.recallWalkForward({ id: '0123456789ab' })).rejects.toMatchObject({
      code: 'experiment/unknown-walk-forward',
      hint: `It has ${first.result.id}.`,
    });
    expect(countTrials(engine)).toBe(3);
  });

  it('gives mean and spread over the seeds, and trains those again that are new only', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: BARS });
    const one = await run(engine);
    const { result, events } = await run(engine, { seeds: 2 });
    expect(finished(events)).toEqual([true, false, true, false, true, false]);
    expect(result.horizons[0]!.seeds.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(result.horizons[0]!.seeds[0]).toEqual(one.result.horizons[0]!.seeds[0]);
    expect(result.horizons[0]!.seeds[1]!.brier).not.toBe(result.horizons[0]!.seeds[0]!.brier);
    const { accuracy } = result.horizons[0]!.spread!;
    // A share over all samples of all seeds is the mean of their shares.
    expect(result.horizons[0]!.evaluation.direction.accuracy.value).toBeCloseTo(accuracy.mean, 12);
    expect(result.horizons[0]!.evaluation.slice.days).toBe(one.result.horizons[0]!.evaluation.slice.days);
    expect(result.horizons[0]!.evaluation.slice.samples).toBe(2 * one.result.horizons[0]!.evaluation.slice.samples);
    expect(countTrials(engine)).toBe(6);
  });

  it('keeps apart whose forecasts are whose where an instrument joins later', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: BARS });
    await importPlantedMarket(engine, folder, { bars: BARS, symbol: 'LATE', from: 270 });
    const { result } = await run(engine, {}, { ...tinyExperiment, instruments: ['LATE', 'PLANTED'] });
    expect(result.folds.map(({ leftOut }) => leftOut)).toEqual([['LATE'], [], []]);
    const symbolsOf = (fold: number): string[] =>
      result.horizons[0]!.folds[fold]!.instruments.map(({ symbol }) => symbol);
    expect([symbolsOf(0), symbolsOf(1)]).toEqual([['PLANTED'], ['LATE', 'PLANTED']]);
    const days = result.horizons[0]!.evaluation.instruments.map((score) => score.days);
    expect(days[0]! / days[1]!).toBeCloseTo(2 / 3, 12);
    expect(result.horizons[0]!.evaluation.edge).toBe('found');
  });

  it('says which number is too small where the history is too short', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: 100 });
    await expect(run(engine)).rejects.toMatchObject({ code: 'data/too-short' });
    expect(countTrials(engine)).toBe(0);
  });
});

describe('a walk-forward that was cancelled', () => {
  const straight = async (engine: Engine, folder: string): Promise<WalkForwardResult> => {
    await importPlantedMarket(engine, folder, { bars: BARS });
    return (await run(engine)).result;
  };

  it('goes on in the middle of a fold, and comes to the same result bit for bit', async ({ engine, folder }) => {
    const expected = await straight(engine, folder);
    const other = bootEngine({ workspaceFolder: join(folder, 'other') });
    try {
      await importMarket(other, join(folder, 'market'));
      const error = await cancelAt(
        other,
        (event) => event.type === 'epoch' && event.training.fold === 2 && event.epoch.epoch === 2,
      );
      expect(error).toMatchObject({
        code: 'job/cancelled',
        hint: expect.stringMatching(/^1 of 3 trainings are finished and kept\. .* Epochs 1 to \d are kept\./) as string,
      });
      const { result, events } = await run(other);
      expect(finished(events)).toEqual([true, false, false]);
      const resumed = events.flatMap((event) => (event.type === 'started' ? [event.resumedAfterEpoch] : []));
      expect(resumed[0]).toBeGreaterThanOrEqual(2);
      expect(resumed[1]).toBe(0);
      expect(result).toEqual(expected);
      expect(countTrials(other)).toBe(3);
    } finally {
      other.close();
    }
  });

  it('begins no further fold when it is cancelled between two', async ({ engine, folder }) => {
    await importPlantedMarket(engine, folder, { bars: BARS });
    const error = await cancelAt(engine, (event) => event.type === 'finished' && event.training.fold === 1);
    expect(error).toMatchObject({
      code: 'job/cancelled',
      hint: expect.stringContaining('1 of 3 trainings') as string,
    });
    expect(countTrials(engine)).toBe(1);
  });
});
