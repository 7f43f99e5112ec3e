import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { Job, JobOutput } from '../job.ts';
import { backtestsContract } from './backtests.ts';
import { experimentsContract } from './experiments.ts';
import { forecastsContract } from './forecasts.ts';
import { reportsContract } from './reports.ts';

/** The input of a verb, which a job takes as it is. */
function inputOf<Schema>(procedure: { readonly '~orpc': { readonly inputSchema?: Schema } }): NonNullable<Schema> {
  const { inputSchema } = procedure['~orpc'];
  if (inputSchema === undefined || inputSchema === null) throw new TypeError('the verb of a job has an input');
  return inputSchema;
}

export const jobRequestSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('train'), input: inputOf(experimentsContract.train) }),
  v.strictObject({ kind: v.literal('walk-forward'), input: inputOf(experimentsContract.walkForward) }),
  v.strictObject({ kind: v.literal('forecast'), input: inputOf(forecastsContract.predict) }),
  v.strictObject({ kind: v.literal('backtest'), input: inputOf(backtestsContract.run) }),
  v.strictObject({ kind: v.literal('backtest-grid'), input: inputOf(backtestsContract.grid) }),
  v.strictObject({ kind: v.literal('report'), input: inputOf(reportsContract.build) }),
]);
export type JobRequest = v.InferOutput<typeof jobRequestSchema>;

const id = v.pipe(v.number(), v.integer());

/**
 * Work that takes long, in the order in which the user wants it, kept in the workspace: it goes on after a restart of
 * the engine, a training from its last whole epoch. One engine of a workspace works on the queue, the one that was
 * told to at its start. Errors of all that take an id: job/unknown.
 */
export const jobsContract = {
  /**
   * Puts work at the end of the queue. A forecast of named symbols goes on in chunks; those that cannot be forecast are
   * left out with the reason, and it fails only where all do.
   */
  enqueue: oc.input(jobRequestSchema).output(type<Job>()),

  /** What runs and waits, in order, and then what has ended, newest first. */
  list: oc
    .input(v.strictObject({ ended: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 50) }))
    .output(type<Job[]>()),

  /** A job with the input it was queued with. */
  get: oc.input(v.strictObject({ id })).output(type<Job & { readonly input: unknown }>()),

  /** What a backtest or a grid of them that is done has kept. Errors: job/no-output. */
  output: oc.input(v.strictObject({ id })).output(type<JobOutput>()),

  /**
   * As list, at once and then whenever something changes, at most ten times a second; whoever reads slowly gets the
   * latest state and no stale ones.
   */
  watch: oc
    .input(v.strictObject({ ended: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 20) }))
    .output(eventIterator(type<Job[]>())),

  /** Takes a job out of the queue or stops it; what it has reached is kept. One that has ended stays as it is. */
  cancel: oc.input(v.strictObject({ id })).output(type<Job>()),

  /** Queues a cancelled or failed job again, at the end; a training goes on where it was. Errors: job/not-ended. */
  resume: oc.input(v.strictObject({ id })).output(type<Job>()),

  /** Puts waiting jobs into this order, ahead of those that are not named. */
  reorder: oc.input(v.strictObject({ ids: v.array(id) })).output(type<Job[]>()),
};
