import { describe, expect, it, vi } from 'vitest';
import type { Job, JobStatus } from '#contract/job.ts';
import { createHostDouble } from '../double/host-double.ts';
import { createFeed } from '../double/feed.ts';
import { runInApp } from '../double/run-in-app.test-data.ts';
import { useJobs } from './jobs.ts';
import { useToasts } from './toasts.ts';

function job(id: number, status: JobStatus): Job {
  return {
    id,
    kind: 'forecast',
    subject: 'price-lstm',
    symbols: [],
    status,
    progress: null,
    epoch: null,
    runId: null,
    result: null,
    error: null,
    createdAt: 1,
    startedAt: null,
    endedAt: null,
  };
}

function start() {
  const feed = createFeed<Job[]>();
  const host = createHostDouble({ instruments: 1, answers: { jobs: { watch: () => Promise.resolve(feed.events()) } } });
  return { feed, host, ...runInApp(host, () => ({ jobs: useJobs(), toasts: useToasts() })) };
}

describe('the queue of the engine', () => {
  it('tells what runs, and each end once', async () => {
    const { feed, jobs } = start();
    feed.push([job(1, 'running'), job(2, 'queued'), job(3, 'done')]);
    await vi.waitFor(() => {
      expect(jobs.active.map(({ id }) => id)).toEqual([1, 2]);
    });
    // What had ended before one looked is no news.
    expect(jobs.justEnded).toEqual([]);
    feed.push([job(2, 'running'), job(1, 'done'), job(3, 'done')]);
    await vi.waitFor(() => {
      expect(jobs.justEnded.map(({ id }) => id)).toEqual([1]);
    });
  });

  it('is waited for until a job has ended, however it did', async () => {
    const { feed, jobs } = start();
    feed.push([job(7, 'running')]);
    const ended = jobs.untilEnded(7, new AbortController().signal);
    feed.push([job(7, 'cancelled')]);
    expect((await ended).status).toBe('cancelled');
  });

  it('is no longer waited for by who has lost interest', async () => {
    const { jobs } = start();
    const stop = new AbortController();
    const ended = jobs.untilEnded(7, stop.signal);
    stop.abort(new DOMException('left', 'AbortError'));
    await expect(ended).rejects.toThrow('left');
  });
});

describe('work of this window', () => {
  it('is in sight while it runs, and gives its result', async () => {
    const { jobs } = start();
    const done = jobs.run('Importing', ({ report }) => {
      report({ phase: '', done: 1, total: 2, etaSeconds: null, detail: 'a.csv' });
      return Promise.resolve(5);
    });
    expect(jobs.local).toMatchObject([{ title: 'Importing', progress: { detail: 'a.csv' } }]);
    expect(await done).toBe(5);
    expect(jobs.local).toEqual([]);
  });

  it('that is cancelled gives null and no error; what fails, fails', async () => {
    const { jobs } = start();
    const stopped = jobs.run(
      'Importing',
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('stopped'));
          });
        }),
    );
    jobs.cancelLocal(jobs.local[0]!.id);
    expect(await stopped).toBeNull();
    await expect(jobs.run('Importing', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(jobs.local).toEqual([]);
  });
});
