import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Job } from '#contract/job.ts';
import type { Progress } from '#contract/progress.ts';
import { isCancelled } from '../show-error.ts';
import { useHost } from '../use-host.ts';
import { useConnection } from './connection.ts';
import { useToasts } from './toasts.ts';

/** Work of this window alone, such as an import: it ends with the window. */
interface LocalWork {
  readonly id: number;
  readonly title: string;
  readonly progress: Progress | null;
}

export interface WorkHandle {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** What takes long: the queue of the engine, which outlives the window, and the work of this window. */
export const useJobs = defineStore('jobs', () => {
  const { engine } = useHost();
  const connection = useConnection();
  const toasts = useToasts();

  /** Running, waiting, and then ended ones, newest first; null until the engine has told. */
  const queue = shallowRef<readonly Job[] | null>(null);
  /** Jobs that ended while one looked on, each told once. */
  const justEnded = shallowRef<readonly Job[]>([]);

  async function listen(): Promise<void> {
    try {
      for await (const jobs of await engine.jobs.watch({})) {
        const wasActive = new Set(queue.value?.filter(isActive).map(({ id }) => id));
        queue.value = jobs;
        const ended = jobs.filter((job) => !isActive(job) && wasActive.has(job.id));
        if (ended.length > 0) justEnded.value = ended;
      }
    } catch (error) {
      // A lost connection says so by itself, and this begins again when it is back.
      if (connection.state === 'open' && !isCancelled(error)) toasts.fail(error);
    }
  }
  watch(
    () => connection.state,
    (state) => {
      if (state === 'open') void listen();
    },
    { immediate: true },
  );

  /** Resolves when the job has ended, however it did. */
  function untilEnded(id: number, signal: AbortSignal): Promise<Job> {
    return new Promise((resolve, reject) => {
      const stop = watch(
        queue,
        (jobs) => {
          const job = jobs?.find((each) => each.id === id);
          if (!job || isActive(job)) return;
          finish();
          resolve(job);
        },
        { immediate: true, flush: 'sync' },
      );
      const abort = (): void => {
        finish();
        reject(signal.reason as Error);
      };
      function finish(): void {
        queueMicrotask(() => {
          stop();
        });
        signal.removeEventListener('abort', abort);
      }
      signal.addEventListener('abort', abort);
    });
  }

  const local = ref<LocalWork[]>([]);
  const stops = new Map<number, AbortController>();
  let last = 0;

  /** Does work of this window in sight of the user; null when it was cancelled. Errors are those of the work. */
  async function run<T>(title: string, work: (handle: WorkHandle) => Promise<T>): Promise<T | null> {
    const id = ++last;
    const stop = new AbortController();
    stops.set(id, stop);
    local.value = [...local.value, { id, title, progress: null }];
    try {
      return await work({
        signal: stop.signal,
        report: (progress) => {
          local.value = local.value.map((job) => (job.id === id ? { ...job, progress } : job));
        },
      });
    } catch (error) {
      if (stop.signal.aborted || isCancelled(error)) return null;
      throw error;
    } finally {
      stops.delete(id);
      local.value = local.value.filter((job) => job.id !== id);
    }
  }
  function cancelLocal(id: number): void {
    stops.get(id)?.abort();
  }
  async function cancel(id: number): Promise<void> {
    try {
      await engine.jobs.cancel({ id });
    } catch (error) {
      toasts.fail(error);
    }
  }

  const active = computed(() => queue.value?.filter(isActive) ?? []);
  return { queue, active, justEnded, local, run, cancel, cancelLocal, untilEnded };
});

function isActive({ status }: Job): boolean {
  return status === 'queued' || status === 'running';
}
