import { defineStore } from 'pinia';
import { reactive, ref } from 'vue';
import type { ImportReport } from '#contract/api/market-data.ts';
import { demoPreset, demoTrainings, findMostDecided, slowDemoTraining } from '#contract/demo-market.ts';
import { AppError } from '#contract/errors.ts';
import type { Forecast } from '#contract/forecast.ts';
import type { Progress } from '#contract/progress.ts';
import { followStream } from '../../follow-stream.ts';
import { isCancelled, showError, type ShownError } from '../../show-error.ts';
import { useInstruments } from '../../stores/instruments.ts';
import { useJobs } from '../../stores/jobs.ts';
import { useModels } from '../../stores/models.ts';
import { useWatchlists } from '../../stores/watchlists.ts';
import { useHost } from '../../use-host.ts';

export const demoSteps = ['import', 'train', 'forecast'] as const;
export type DemoStep = (typeof demoSteps)[number];

/** The way from nothing to a forecast: the simulated market, two small models, their forecasts. It goes on while one looks elsewhere. */
export const useDemoRun = defineStore('demo-run', () => {
  const { engine } = useHost();
  const jobs = useJobs();
  const instruments = useInstruments();
  const models = useModels();
  const watchlists = useWatchlists();

  /** Null: not begun. */
  const step = ref<DemoStep | 'done' | null>(null);
  const progress = reactive<Record<DemoStep, Progress | null>>({ import: null, train: null, forecast: null });
  const error = ref<ShownError | null>(null);
  let stop = new AbortController();
  let trainingJob: number | null = null;

  /** The symbol of a first forecast to look at; null when it was stopped or went wrong. */
  async function start(listName: string): Promise<string | null> {
    stop = new AbortController();
    error.value = null;
    Object.assign(progress, { import: null, train: null, forecast: null });
    try {
      return await carryOut(listName, stop.signal);
    } catch (cause) {
      if (!stop.signal.aborted && !isCancelled(cause)) error.value = showError(cause);
      step.value = null;
      return null;
    }
  }

  async function carryOut(listName: string, signal: AbortSignal): Promise<string> {
    step.value = 'import';
    const imported = await followStream<Progress, ImportReport>(
      await engine.marketData.demo(undefined, { signal }),
      (event) => {
        progress.import = event;
      },
    );
    const symbols = imported.outcomes.flatMap((outcome) => ('symbol' in outcome ? [outcome.symbol] : []));
    const isListed = (await watchlists.load()).some(({ name }) => name === listName);
    if (!isListed) await engine.watchlists.create({ name: listName, symbols });

    step.value = 'train';
    const trained: string[] = [];
    for (const { name, instruments: learned } of demoTrainings) trained.push(await train(name, learned, signal));

    step.value = 'forecast';
    const issued: Forecast[] = [];
    for (const model of trained) issued.push(...(await engine.forecasts.predict({ model }, { signal })).forecasts);
    await Promise.all([instruments.reload(), models.reload(), watchlists.reload()]);
    step.value = 'done';
    return findMostDecided(issued).symbol;
  }

  /** Its model. */
  async function train(name: string, learned: readonly string[], signal: AbortSignal): Promise<string> {
    const wishes = { instruments: [...learned], preset: demoPreset };
    const full = await engine.experiments.draft(wishes, { signal });
    const experiment =
      full.backend === 'native'
        ? full
        : await engine.experiments.draft({ ...wishes, training: slowDemoTraining }, { signal });
    const input = { experiment: { ...experiment, spec: { ...experiment.spec, name } } };
    const { id } = await engine.jobs.enqueue({ kind: 'train', input });
    trainingJob = id;
    const ended = await jobs.untilEnded(id, signal);
    trainingJob = null;
    if (ended.error) throw new AppError(ended.error.code, ended.error.message, ended.error.hint);
    if (ended.result?.kind !== 'train') throw new DOMException('The training was cancelled.', 'AbortError');
    return ended.result.model;
  }

  function cancel(): void {
    stop.abort();
    if (trainingJob !== null) void jobs.cancel(trainingJob);
    trainingJob = null;
    step.value = null;
  }

  /** Of the training, which the queue tells. */
  function trainingProgress(): Progress | null {
    return jobs.queue?.find(({ id }) => id === trainingJob)?.progress ?? null;
  }
  return { step, progress, error, start, cancel, trainingProgress };
});
