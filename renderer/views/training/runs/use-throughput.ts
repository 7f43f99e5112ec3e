import { shallowRef, watch, type Ref } from 'vue';
import type { Job } from '#contract/job.ts';

/** How much of the newest rate counts. */
const NEWEST_SHARE = 0.25;
const LEAST_MS = 250;

/** Windows trained on a second, from how far the job has come and when. Null until there are two words of it. */
export function useThroughput(job: Ref<Job | null>) {
  const rate = shallowRef<number | null>(null);
  let last: { readonly id: number; readonly done: number; readonly at: number } | null = null;
  watch(job, (now) => {
    const progress = now?.progress;
    if (!now || !progress) return;
    const at = performance.now();
    if (last?.id !== now.id || progress.done < last.done) {
      last = { id: now.id, done: progress.done, at };
      rate.value = null;
      return;
    }
    if (at - last.at < LEAST_MS || progress.done === last.done) return;
    const newest = ((progress.done - last.done) * 1000) / (at - last.at);
    rate.value = rate.value === null ? newest : rate.value * (1 - NEWEST_SHARE) + newest * NEWEST_SHARE;
    last = { id: now.id, done: progress.done, at };
  });
  return rate;
}
