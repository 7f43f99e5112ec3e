import type { ContractRouterClient } from '@orpc/contract';
import type { apiContract } from '#contract/api/api.ts';
import type { JobRequest } from '#contract/api/jobs.ts';
import type { JobResult } from '#contract/job.ts';
import type { DoJob, JobNews } from './job-queue.ts';

/** Does jobs through the engine's own client: a job is a verb with its input, and nothing else. */
export function createJobDoer(client: ContractRouterClient<typeof apiContract>): DoJob {
  return async (kind, input, signal, tell): Promise<JobResult> => {
    // It was checked against the contract when it was queued, and its verb checks it again.
    const request = { kind, input } as JobRequest;
    const options = { signal };
    switch (request.kind) {
      case 'train': {
        const { model } = await follow(client.experiments.train(request.input, options), tell);
        return { kind: 'train', model: `${model.name}@${model.version}` };
      }
      case 'walk-forward': {
        const { result } = await follow(client.experiments.walkForward(request.input, options), tell);
        return { kind: 'walk-forward', id: result.id };
      }
      case 'forecast': {
        const { forecasts, leftOut } = await client.forecasts.predict(request.input, options);
        return { kind: 'forecast', forecasts: forecasts.length, leftOut };
      }
      case 'backtest':
        await client.backtests.run(request.input, options);
        return { kind: 'backtest' };
      case 'report': {
        const { files } = await client.reports.build(request.input, options);
        return { kind: 'report', files };
      }
    }
  };
}

/** Goes through the events of a verb, tells what a job tells, and gives its result. */
async function follow<Event extends { readonly type: string } & JobNews, Result>(
  started: PromiseLike<{ next(): Promise<IteratorResult<Event, Result>> }>,
  tell: (news: JobNews) => void,
): Promise<Result> {
  const events = await started;
  for (;;) {
    const step = await events.next();
    if (step.done) return step.value;
    tell(step.value);
  }
}
