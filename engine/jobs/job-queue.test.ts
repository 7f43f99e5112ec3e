import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { Job } from '#contract/job.ts';
import { bootEngine, type Engine } from '../boot.ts';
import { failure, finish, it as withEngine } from '../engine.test-data.ts';
import { importPlantedMarket, tinyExperiment } from '../experiments/planted-market.test-data.ts';
import { createTopic } from '../kernel/topic.ts';
import { openStore } from '../store/open-store.ts';
import { createJobQueue, type DoJob, type JobNews, type JobQueue } from './job-queue.ts';

interface Begun {
  readonly input: unknown;
  readonly signal: AbortSignal;
  tell(news: JobNews): void;
  done(outcome: Awaited<ReturnType<DoJob>>): void;
  fail(error: unknown): void;
}

/** A queue whose jobs are done by the test. */
const it = withEngine.extend('queue', ({ folder, clock }, { onCleanup }) => {
  clock.now = () => clock.at++;
  const store = openStore(join(folder, 'queue'), clock);
  const begun: Begun[] = [];
  const doJob: DoJob = (_, input, signal, tell) =>
    new Promise((done, fail) => {
      signal.addEventListener('abort', () => {
        fail(new Error('stopped'));
      });
      begun.push({ input, signal, tell, done, fail });
    });
  const queues: JobQueue[] = [];
  onCleanup(() => {
    for (const queue of queues) queue.stop();
    store.close();
  });
  const open = (atOnce = 1): JobQueue => {
    const queue = createJobQueue(store, clock, createTopic(), () => atOnce);
    queues.push(queue);
    return queue;
  };
  return { open, begun, doJob, store };
});

const request = (model: string) => ({ model });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const outline = (jobs: readonly Job[]): string[] => jobs.map(({ subject, status }) => `${subject} ${status}`);
const result = { result: { kind: 'backtest' } } as const;

describe('a queue of jobs', () => {
  it('does one after another in order, and keeps what came out', async ({ queue: { open, begun, doJob } }) => {
    const queue = open();
    for (const model of ['a', 'b', 'c']) queue.enqueue('forecast', request(model));
    expect(outline(queue.list(9))).toEqual(['a queued', 'b queued', 'c queued']);
    queue.start(doJob);
    expect(outline(queue.list(9))).toEqual(['a running', 'b queued', 'c queued']);
    begun[0]!.done(result);
    await turn();
    expect(outline(queue.list(9))).toEqual(['b running', 'c queued', 'a done']);
    begun[1]!.fail(new AppError('data/too-short', 'Too few bars.', 'Import more.'));
    await turn();
    const [c, b, a] = queue.list(9);
    expect([c!.status, b!.status, a!.status]).toEqual(['running', 'failed', 'done']);
    expect(b!.error).toEqual({ code: 'data/too-short', message: 'Too few bars.', hint: 'Import more.' });
    expect(a!.result).toEqual(result.result);
    expect(() => queue.output(a!.id)).toThrow(expect.objectContaining({ code: 'job/no-output' }));
    expect(begun.map(({ input }) => input)).toEqual([request('a'), request('b'), request('c')]);
  });

  it('does several at once where it may', async ({ queue: { open, begun, doJob } }) => {
    const queue = open(2);
    for (const model of ['a', 'b', 'c']) queue.enqueue('forecast', request(model));
    queue.start(doJob);
    expect(outline(queue.list(9))).toEqual(['a running', 'b running', 'c queued']);
    begun[1]!.done(result);
    await turn();
    expect(outline(queue.list(9))).toEqual(['a running', 'c running', 'b done']);
  });

  it('can be put into another order', ({ queue: { open, doJob } }) => {
    const queue = open();
    const ids = ['a', 'b', 'c', 'd'].map((model) => queue.enqueue('forecast', request(model)).id);
    expect(outline(queue.reorder([ids[2]!, ids[1]!, 99]))).toEqual(['c queued', 'b queued', 'a queued', 'd queued']);
    queue.start(doJob);
    expect(outline(queue.reorder([ids[3]!, ids[2]!]))).toEqual(['c running', 'd queued', 'b queued', 'a queued']);
  });

  it('cancels what waits and what runs, and goes on with either', async ({ queue: { open, begun, doJob } }) => {
    const queue = open();
    const [a, b] = ['a', 'b'].map((model) => queue.enqueue('forecast', request(model)));
    queue.start(doJob);
    expect(queue.cancel(b!.id).status).toBe('cancelled');
    queue.cancel(a!.id);
    await turn();
    expect(queue.get(a!.id)).toMatchObject({ status: 'cancelled', error: null, input: request('a') });
    expect(begun).toHaveLength(1);
    expect(() => queue.resume(99)).toThrow(expect.objectContaining({ code: 'job/unknown' }));
    expect(queue.resume(a!.id).status).toBe('running');
    expect(() => queue.resume(a!.id)).toThrow(expect.objectContaining({ code: 'job/not-ended' }));
    begun[1]!.done(result);
    await turn();
    expect(queue.cancel(a!.id).status).toBe('done');
  });

  it('tells those who watch how far it is', async ({ queue: { open, begun, doJob } }) => {
    const queue = open();
    queue.start(doJob);
    const [first, second] = [queue.watch(5, undefined), queue.watch(5, undefined)];
    expect((await first.next()).value).toEqual([]);
    expect((await second.next()).value).toEqual([]);
    queue.enqueue('forecast', request('a'));
    for (let done = 1; done <= 50; done++) {
      begun[0]!.tell({ progress: { phase: 'training', done, total: 100, etaSeconds: null, detail: '' } });
    }
    begun[0]!.tell({ runId: 'run-1' });
    for (const watcher of [first, second]) {
      const [job] = (await watcher.next()).value!;
      expect(job).toMatchObject({ status: 'running', progress: { done: 50 }, runId: 'run-1' });
    }
    await first.return();
    begun[0]!.done(result);
    await turn();
    expect((await second.next()).value![0]).toMatchObject({ status: 'done', progress: null, runId: 'run-1' });
    await second.return();
  });

  it('is worked on by one at a time, and by the next where that one stops', async ({
    queue: { open, begun, doJob },
  }) => {
    const [first, second] = [open(), open()];
    first.start(doJob);
    second.start(doJob);
    second.enqueue('forecast', request('a'));
    expect(begun).toHaveLength(0);
    first.enqueue('forecast', request('b'));
    expect(begun.map(({ input }) => input)).toEqual([request('a')]);
    first.stop();
    await turn();
    // It was running when its engine stopped, so it is not ended but begun again, before the other one.
    second.enqueue('forecast', request('c'));
    expect(begun.map(({ input }) => input)).toEqual([request('a'), request('a')]);
    expect(outline(second.list(9))).toEqual(['a running', 'b queued', 'c queued']);
  });

  it('stops what another process has cancelled', async ({ queue: { open, begun, doJob } }) => {
    const [worker, other] = [open(), open()];
    worker.start(doJob);
    const { id } = worker.enqueue('forecast', request('a'));
    expect(other.cancel(id).status).toBe('cancelled');
    expect(begun[0]!.signal.aborted).toBe(false);
    worker.enqueue('forecast', request('b'));
    expect(begun[0]!.signal.aborted).toBe(true);
    await turn();
    expect(outline(worker.list(9))).toEqual(['b running', 'a cancelled']);
  });

  it('gives a job up that its engine died of three times', async ({ queue: { open, begun, doJob } }) => {
    const { id } = open().enqueue('forecast', request('a'));
    for (let time = 1; time <= 3; time++) {
      const queue = open();
      queue.start(doJob);
      expect(begun).toHaveLength(time);
      queue.stop();
      await turn();
    }
    const last = open();
    last.start(doJob);
    expect(begun).toHaveLength(3);
    expect(last.get(id)).toMatchObject({ status: 'failed', error: { code: 'job/kept-dying' } });
    last.resume(id);
    expect(begun).toHaveLength(4);
  });
});

/** The first state of the jobs for which `isIt` holds. */
async function waitFor(engine: Engine, isIt: (job: Job) => boolean): Promise<Job> {
  for await (const jobs of await engine.client.jobs.watch({})) {
    const found = jobs.find(isIt);
    if (found) return found;
  }
  throw new Error('the watch has ended');
}

describe('the jobs of an engine', () => {
  it('train, forecast and say what came out', async ({ folder }) => {
    const engine = bootEngine({ workspaceFolder: join(folder, 'workspace'), worksOnJobs: true });
    try {
      await importPlantedMarket(engine, folder, { bars: 500 });
      const { jobs } = engine.client;
      const train = await jobs.enqueue({ kind: 'train', input: { experiment: tinyExperiment } });
      const forecast = await jobs.enqueue({ kind: 'forecast', input: { model: 'tiny' } });
      const rule = { kind: 'ma-crossover', fastBars: 5, slowBars: 20 } as const;
      const settings = { rule, symbols: ['PLANTED'] };
      const backtest = await jobs.enqueue({ kind: 'backtest', input: settings });
      const axes = [{ parameter: 'fastBars', values: [3, 5] }];
      const grid = await jobs.enqueue({ kind: 'backtest-grid', input: { ...settings, axes } });
      const wrong = await jobs.enqueue({ kind: 'forecast', input: { model: 'nothing' } });
      expect(train).toMatchObject({ subject: 'tiny', symbols: ['PLANTED'] });
      await waitFor(engine, ({ id, status }) => id === wrong.id && status === 'failed');
      expect(await jobs.get({ id: train.id })).toMatchObject({
        status: 'done',
        result: { kind: 'train', model: 'tiny@1' },
        runId: expect.any(String) as string,
      });
      expect(await jobs.get({ id: forecast.id })).toMatchObject({
        status: 'done',
        result: { kind: 'forecast', forecasts: 1, leftOut: [] },
      });
      expect(await jobs.get({ id: backtest.id })).toMatchObject({ subject: 'ma-crossover', status: 'done' });
      expect(await jobs.output({ id: backtest.id })).toMatchObject({
        kind: 'backtest',
        result: { symbols: ['PLANTED'] },
      });
      expect(await jobs.get({ id: grid.id })).toMatchObject({ result: { kind: 'backtest-grid', cells: 2 } });
      expect((await jobs.output({ id: grid.id })).kind).toBe('backtest-grid');
      expect(await jobs.get({ id: wrong.id })).toMatchObject({ error: { code: 'model/not-found' } });
      expect(await failure(jobs.enqueue({ kind: 'train', input: {} } as never))).toMatchObject({
        code: 'input/invalid',
      });
    } finally {
      engine.close();
    }
  });

  it('go on after the process was killed in the middle of a training, and end with the same bits', async ({
    folder,
    engine,
  }) => {
    await importPlantedMarket(engine, folder, { bars: 500 });
    const experiment = {
      ...tinyExperiment,
      spec: { ...tinyExperiment.spec, training: { ...tinyExperiment.spec.training, epochs: 200, patience: 200 } },
    };
    const { id } = await engine.client.jobs.enqueue({ kind: 'train', input: { experiment } });
    const child = spawn(process.execPath, [join(import.meta.dirname, 'worker.test-data.ts'), engine.workspaceFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    for await (const line of createInterface(child.stdout)) {
      const [job] = JSON.parse(line) as { status: string; epoch: number }[];
      if (job && job.epoch >= 2) child.kill('SIGKILL');
      expect(job?.status).not.toBe('done');
    }
    expect(await exit).toEqual([null, 'SIGKILL']);
    expect(await engine.client.jobs.get({ id })).toMatchObject({ status: 'running' });

    const second = bootEngine({ workspaceFolder: engine.workspaceFolder, worksOnJobs: true });
    try {
      const done = await waitFor(second, ({ status }) => status === 'done');
      expect(done).toMatchObject({ id, result: { kind: 'train', model: 'tiny@1' } });
      const [resumed] = (await second.client.models.list()).models;

      const other = bootEngine({ workspaceFolder: join(folder, 'other') });
      await importPlantedMarket(other, folder, { bars: 500 });
      const { model } = await finish(other.client.experiments.train({ experiment }));
      other.close();
      const losses = (epochs: readonly { validationLoss: number }[]) => epochs.map((epoch) => epoch.validationLoss);
      expect(losses(resumed!.training.epochs)).toEqual(losses(model.training.epochs));
    } finally {
      second.close();
    }
  });
});
