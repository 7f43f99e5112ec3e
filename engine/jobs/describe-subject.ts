import type { JobRequest } from '#contract/api/jobs.ts';
import type { Job, JobKind } from '#contract/job.ts';

/** What a job is about, from its input, which was checked when it was queued. */
export function describeSubject(kind: JobKind, input: unknown): Pick<Job, 'subject' | 'symbols'> {
  const request = { kind, input } as JobRequest;
  switch (request.kind) {
    case 'train':
    case 'walk-forward': {
      const { experiment } = request.input;
      return { subject: experiment.spec.name, symbols: experiment.instruments };
    }
    case 'forecast':
    case 'backtest':
      return { subject: request.input.model, symbols: request.input.symbols ?? [] };
    case 'report':
      return { subject: request.input.model, symbols: [request.input.symbol] };
  }
}
