import { computed, shallowRef, watch, type Ref } from 'vue';
import type { RunDetails } from '#contract/api/runs.ts';
import type { Job } from '#contract/job.ts';
import type { EpochRecord } from '#contract/training.ts';
import { useChanges } from '../../../stores/changes.ts';
import { useJobs } from '../../../stores/jobs.ts';
import { useHost } from '../../../use-host.ts';
import { useLoaded } from '../../../use-loaded.ts';
import { useEvery } from './use-every.ts';

const LOOK_AGAIN_MS = 1000;

/**
 * A training with its curve as it grows. Epochs of the engine's own jobs come with the jobs, the last of them at most; the
 * curve is read again once a second, which also finds those that were passed over, and those of other processes.
 */
export function useLiveRun(id: Ref<string | null>) {
  const { engine } = useHost();
  const jobs = useJobs();
  const loaded = useLoaded(
    async (signal): Promise<RunDetails | null> =>
      id.value === null ? null : engine.runs.get({ id: id.value }, { signal }),
    [id, useChanges().of('runs')],
  );
  const run = computed(() => (loaded.data.value?.id === id.value ? loaded.data.value : null));
  const job = computed<Job | null>(
    () => jobs.queue?.find(({ runId, status }) => runId === id.value && runId !== null && status === 'running') ?? null,
  );
  const isRunning = computed(() => job.value !== null || run.value?.status === 'running');
  const curve = computed(() => joinCurve(run.value?.curve ?? [], job.value?.epoch ?? null));
  // What a curve of few points costs to draw it costs at each epoch, not at each word of progress.
  const shown = shallowRef<readonly EpochRecord[]>([]);
  watch(
    curve,
    (now) => {
      const before = shown.value.at(-1);
      const after = now.at(-1);
      if (now.length !== shown.value.length || before?.validationLoss !== after?.validationLoss) shown.value = now;
    },
    { immediate: true },
  );
  useEvery(LOOK_AGAIN_MS, () => {
    if (isRunning.value && !loaded.loading.value) void loaded.reload();
  });
  return { run, job, isRunning, curve: shown, error: loaded.error, loading: loaded.loading, reload: loaded.reload };
}

/** The stored epochs and, where it is the next one, the one that has just ended. */
export function joinCurve(stored: readonly EpochRecord[], last: EpochRecord | null): readonly EpochRecord[] {
  return last !== null && last.epoch === stored.length + 1 ? [...stored, last] : stored;
}
