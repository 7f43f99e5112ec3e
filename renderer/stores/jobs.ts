import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { Progress } from '#contract/progress.ts';
import { isCancelled } from '../show-error.ts';

export interface Job {
  readonly id: number;
  readonly title: string;
  readonly progress: Progress | null;
}

export interface JobHandle {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** Long work that this window has started: how far it has come, and how to stop it. */
export const useJobs = defineStore('jobs', () => {
  const running = ref<Job[]>([]);
  const stops = new Map<number, AbortController>();
  let last = 0;

  /** Runs `work` in sight of the user; null when it was cancelled. Errors are those of the work. */
  async function run<T>(title: string, work: (job: JobHandle) => Promise<T>): Promise<T | null> {
    const id = ++last;
    const stop = new AbortController();
    stops.set(id, stop);
    running.value = [...running.value, { id, title, progress: null }];
    try {
      return await work({
        signal: stop.signal,
        report: (progress) => {
          running.value = running.value.map((job) => (job.id === id ? { ...job, progress } : job));
        },
      });
    } catch (error) {
      if (stop.signal.aborted || isCancelled(error)) return null;
      throw error;
    } finally {
      stops.delete(id);
      running.value = running.value.filter((job) => job.id !== id);
    }
  }
  function cancel(id: number): void {
    stops.get(id)?.abort();
  }
  const isBusy = computed(() => running.value.length > 0);
  return { running, isBusy, run, cancel };
});
