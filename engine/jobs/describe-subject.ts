import type { JobRequest } from '#contract/api/jobs.ts';
import type { Job, JobKind } from '#contract/job.ts';
import type { Experiment } from '#contract/model-spec.ts';

/** What a job is about, from its input, which was checked when it was queued. */
export function describeSubject(kind: JobKind, input: unknown): Pick<Job, 'subject' | 'symbols'> {
  const request = { kind, input } as JobRequest;
  switch (request.kind) {
    case 'train':
    case 'walk-forward': {
      const experiment: Experiment = request.input.experiment;
      return { subject: experiment.spec.name, symbols: experiment.instruments };
    }
    case 'backtest':
    case 'backtest-grid': {
      const { rule, symbols = [] } = request.input;
      return { subject: 'model' in rule ? rule.model : rule.kind, symbols };
    }
    case 'forecast':
      return { subject: request.input.model, symbols: request.input.symbols ?? [] };
    case 'report':
      return { subject: request.input.model, symbols: [request.input.symbol] };
  }
}
