import type { BacktestResult, GridResult } from './backtest.ts';
import type { EpochMs } from './bars.ts';
import type { ErrorCode } from './errors.ts';
import type { LeftOut } from './left-out.ts';
import type { Progress } from './progress.ts';
import type { EpochRecord } from './training.ts';

/** The kinds of work that can be queued, and the verb that does it; its input is that of the verb. */
export const jobVerbs = {
  train: 'experiments.train',
  'walk-forward': 'experiments.walkForward',
  forecast: 'forecasts.predict',
  backtest: 'backtests.run',
  'backtest-grid': 'backtests.grid',
  report: 'reports.build',
} as const;
export type JobKind = keyof typeof jobVerbs;

export const jobStatuses = ['queued', 'running', 'cancelled', 'failed', 'done'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** Where to find what came out. */
export type JobResult =
  | { readonly kind: 'train'; readonly model: string }
  | { readonly kind: 'walk-forward'; readonly id: string }
  | { readonly kind: 'forecast'; readonly forecasts: number; readonly leftOut: readonly LeftOut[] }
  /** The job keeps what came out; see jobs.output. */
  | { readonly kind: 'backtest' }
  | { readonly kind: 'backtest-grid'; readonly cells: number }
  | { readonly kind: 'report'; readonly id: string };

/** What a job has kept itself. */
export type JobOutput =
  | { readonly kind: 'backtest'; readonly result: BacktestResult }
  | { readonly kind: 'backtest-grid'; readonly result: GridResult };

export interface Job {
  readonly id: number;
  readonly kind: JobKind;
  /** What it is about: the name of the spec, the model or the rule, and the instruments that were named. */
  readonly subject: string;
  readonly symbols: readonly string[];
  readonly status: JobStatus;
  /** Of a running job: how far it is; null until it says so. */
  readonly progress: Progress | null;
  /** The last epoch of the training that is running; null before the first, and for other work. */
  readonly epoch: EpochRecord | null;
  /** The training in the list of runs, as soon as it has begun; its curve is there. */
  readonly runId: string | null;
  readonly result: JobResult | null;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly hint: string } | null;
  readonly createdAt: EpochMs;
  /** Of the last time that it was begun. */
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
}
