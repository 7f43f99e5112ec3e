import type { ContractRouterClient } from '@orpc/contract';
import type { apiContract } from '#contract/api/api.ts';
import type { TrainEvent, WalkForwardEvent } from '#contract/api/experiments.ts';
import type { JobRequest } from '#contract/api/jobs.ts';
import type { Progress } from '#contract/progress.ts';
import type { Clock } from '../kernel/clock.ts';
import { forecastBatch } from './forecast-batch.ts';
import type { DoJob } from './job-queue.ts';

/** Does jobs through the engine's own client: a job is a verb with its input, and nothing else. */
export function createJobDoer(client: ContractRouterClient<typeof apiContract>, clock: Clock): DoJob {
  return async (kind, input, signal, tell) => {
    // It was checked against the contract when it was queued, and its verb checks it again.
    const request = { kind, input } as JobRequest;
    const options = { signal };
    const tellProgress = (progress: Progress): void => {
      tell({ progress });
    };
    const tellOfTraining = (event: TrainEvent | WalkForwardEvent): void => {
      if (event.type === 'progress') tellProgress(event.progress);
      else if (event.type === 'started') tell({ runId: event.runId });
      else if (event.type === 'epoch') tell({ epoch: event.epoch });
    };
    switch (request.kind) {
      case 'train': {
        const { model } = await follow(client.experiments.train(request.input, options), tellOfTraining);
        return { result: { kind: 'train', model: `${model.name}@${model.version}` } };
      }
      case 'walk-forward': {
        const { result } = await follow(client.experiments.walkForward(request.input, options), tellOfTraining);
        return { result: { kind: 'walk-forward', id: result.id } };
      }
      case 'forecast': {
        return { result: await forecastBatch(client, clock, request.input, signal, tellProgress) };
      }
      case 'backtest': {
        const result = await client.backtests.run(request.input, options);
        return { result: { kind: 'backtest' }, output: { kind: 'backtest', result } };
      }
      case 'backtest-grid': {
        const result = await follow(client.backtests.grid(request.input, options), tellProgress);
        const cells = request.input.axes.reduce((product, { values }) => product * values.length, 1);
        return { result: { kind: 'backtest-grid', cells }, output: { kind: 'backtest-grid', result } };
      }
      case 'report': {
        const { id } = await follow(client.reports.build(request.input, options), tellProgress);
        return { result: { kind: 'report', id } };
      }
    }
  };
}

/** Goes through the events of a verb and gives its result. */
async function follow<Event, Result>(
  started: PromiseLike<{ next(): Promise<IteratorResult<Event, Result>> }>,
  tell: (event: Event) => void,
): Promise<Result> {
  const events = await started;
  for (;;) {
    const step = await events.next();
    if (step.done) return step.value;
    tell(step.value);
  }
}
