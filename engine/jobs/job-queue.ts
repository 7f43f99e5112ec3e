import type { ChangeKind } from '#contract/change.ts';
import { AppError } from '#contract/errors.ts';
import type { Job, JobKind, JobOutput, JobResult } from '#contract/job.ts';
import type { Progress } from '#contract/progress.ts';
import type { EpochRecord } from '#contract/training.ts';
import type { Clock } from '../kernel/clock.ts';
import { createTopic, type Topic } from '../kernel/topic.ts';
import { watchState } from '../kernel/watch-state.ts';
import { takeJobLock, type JobLock } from '../store/job-lock.ts';
import {
  addJob,
  endJob,
  findJob,
  listEndedJobs,
  listOpenJobs,
  readJobOutput,
  requeueJob,
  setJobPosition,
  setJobRun,
  startJob,
  type StoredJob,
} from '../store/jobs.ts';
import { transact, type Store } from '../store/open-store.ts';
import { describeSubject } from './describe-subject.ts';

/** What a job says while it runs. */
export interface JobNews {
  readonly progress?: Progress;
  readonly epoch?: EpochRecord;
  readonly runId?: string;
}

/** Does the work of a kind. Once the signal aborts it ends soon, and keeps what it has. */
export type DoJob = (
  kind: JobKind,
  input: unknown,
  signal: AbortSignal,
  tell: (news: JobNews) => void,
) => Promise<{ readonly result: JobResult; readonly output?: JobOutput }>;

export interface JobQueue {
  enqueue(kind: JobKind, input: unknown): Job;
  list(ended: number): Job[];
  get(id: number): Job & { readonly input: unknown };
  output(id: number): JobOutput;
  watch(ended: number, signal: AbortSignal | undefined): AsyncGenerator<Job[], void, undefined>;
  cancel(id: number): Job;
  resume(id: number): Job;
  reorder(ids: readonly number[]): Job[];
  /** Begins to work on the queue, as soon as no other process does. Jobs that were running when one died go on. */
  start(doJob: DoJob): void;
  /** Stops working. What runs is left as running, so that the next start goes on with it. */
  stop(): void;
}

/** How often a process asks whether the queue of another one has become free, and for jobs that others have queued. */
const LOOK_EVERY_MS = 2000;
/** Times that a job is begun again after its engine has died of something. */
const MOST_ATTEMPTS = 3;

interface Running {
  readonly abort: AbortController;
  progress: Progress | null;
  epoch: EpochRecord | null;
}

/** The queue of a workspace; `atOnce` jobs run at the same time. */
export function createJobQueue(
  { database, folder }: Store,
  clock: Clock,
  changes: Topic<ChangeKind>,
  atOnce: () => number,
): JobQueue {
  const news = createTopic<null>();
  const running = new Map<number, Running>();
  let work: DoJob | null = null;
  let lock: JobLock | null = null;
  let timer: NodeJS.Timeout | null = null;

  function describe({ input, id, kind, status, runId, result, error, ...at }: StoredJob): Job {
    const { progress = null, epoch = null } = running.get(id) ?? {};
    const { createdAt, startedAt, endedAt } = at;
    const subject = describeSubject(kind, input);
    return { id, kind, ...subject, status, progress, epoch, runId, result, error, createdAt, startedAt, endedAt };
  }

  function find(id: number): StoredJob {
    const job = findJob(database, id);
    if (job) return job;
    throw new AppError('job/unknown', `There is no job ${id}.`, 'See "almanac jobs" for those that are there.');
  }

  function list(ended: number): Job[] {
    return [...listOpenJobs(database), ...listEndedJobs(database, ended)].map(describe);
  }

  function announce(): void {
    news.publish(null);
    changes.publish('jobs');
  }

  /** Begins what waits, as far as there is room. */
  function begin(): void {
    if (!work) return;
    lock ??= takeOver();
    if (!lock) return;
    // Another process, such as the command line, may have cancelled what runs here.
    for (const [id, { abort }] of running) if (findJob(database, id)?.status !== 'running') abort.abort();
    for (const job of listOpenJobs(database)) {
      if (running.size >= atOnce()) break;
      if (job.status === 'queued') void run(job, work);
    }
  }

  /** The jobs that were running when another process died are waiting again, at their old places. */
  function takeOver(): JobLock | null {
    const taken = takeJobLock(folder);
    if (!taken) return null;
    for (const job of listOpenJobs(database)) {
      if (job.status !== 'running') continue;
      if (job.attempts < MOST_ATTEMPTS) requeueJob(database, job.id, 'old place');
      else endJob(database, job.id, { status: 'failed', error: diedTooOften(job.attempts) }, clock.now());
    }
    return taken;
  }

  async function run(job: StoredJob, doJob: DoJob): Promise<void> {
    const state: Running = { abort: new AbortController(), progress: null, epoch: null };
    running.set(job.id, state);
    startJob(database, job.id, clock.now());
    announce();
    const outcome = await doJob(job.kind, job.input, state.abort.signal, ({ progress, epoch, runId }) => {
      if (work === null) return;
      if (progress) state.progress = progress;
      if (epoch) state.epoch = epoch;
      if (runId !== undefined) setJobRun(database, job.id, runId);
      news.publish(null);
    }).then(
      ({ result, output }) => ({ status: 'done', result, output }) as const,
      (error: unknown) =>
        state.abort.signal.aborted
          ? ({ status: 'cancelled' } as const)
          : ({ status: 'failed', error: describeFailure(error) } as const),
    );
    running.delete(job.id);
    // The engine is closing: the job counts as running, and goes on when one starts.
    if (work === null) return;
    endJob(database, job.id, outcome, clock.now());
    announce();
    begin();
  }

  return {
    enqueue(kind, input) {
      const id = addJob(database, kind, input, clock.now());
      begin();
      news.publish(null);
      return describe(find(id));
    },

    list,

    get(id) {
      const job = find(id);
      return { ...describe(job), input: job.input };
    },

    output(id) {
      const { status } = find(id);
      const output = readJobOutput(database, id);
      if (output) return output;
      throw new AppError(
        'job/no-output',
        `Job ${id} is ${status} and has kept nothing itself.`,
        'Backtests and grids that are done keep what came out; see the result of the job for what others have left.',
      );
    },

    watch: (ended, signal) =>
      watchState(
        news,
        () => true,
        () => list(ended),
        signal,
      ),

    cancel(id) {
      const live = running.get(id);
      const job = find(id);
      if (live) live.abort.abort();
      else if (job.status === 'queued' || job.status === 'running')
        endJob(database, id, { status: 'cancelled' }, clock.now());
      news.publish(null);
      return describe(find(id));
    },

    resume(id) {
      const { status } = find(id);
      if (status !== 'cancelled' && status !== 'failed') {
        throw new AppError(
          'job/not-ended',
          `Job ${id} is ${status}; only a cancelled or failed one can go on.`,
          status === 'done' ? 'Queue it anew to do it again.' : 'It goes on by itself.',
        );
      }
      requeueJob(database, id, 'end');
      begin();
      news.publish(null);
      return describe(find(id));
    },

    reorder(ids) {
      transact(database, (transaction) => {
        const waiting = listOpenJobs(transaction).filter(({ status }) => status === 'queued');
        const rank = new Map(ids.map((id, i) => [id, i]));
        waiting
          .sort((a, b) => (rank.get(a.id) ?? Infinity) - (rank.get(b.id) ?? Infinity) || 0)
          .forEach(({ id }, position) => {
            setJobPosition(transaction, id, position);
          });
      });
      news.publish(null);
      return list(0);
    },

    start(doJob) {
      work = doJob;
      begin();
      timer = setInterval(begin, LOOK_EVERY_MS);
      timer.unref();
    },

    stop() {
      work = null;
      if (timer) clearInterval(timer);
      for (const { abort } of running.values()) abort.abort();
      lock?.release();
      lock = null;
    },
  };
}

function describeFailure(error: unknown): NonNullable<Job['error']> {
  if (error instanceof AppError) return { code: error.code, message: error.message, hint: error.hint };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'job/bug', message: `Something that should not happen: ${message}`, hint: 'Please report it.' };
}

function diedTooOften(attempts: number): NonNullable<Job['error']> {
  return {
    code: 'job/kept-dying',
    message: `The engine ended ${attempts} times while it worked on this job.`,
    hint: 'Free some memory or choose less data, then let it go on.',
  };
}
