import { computed } from 'vue';
import { useChanges } from '../../../stores/changes.ts';
import { useJobs } from '../../../stores/jobs.ts';
import { useHost } from '../../../use-host.ts';
import { useLoaded } from '../../../use-loaded.ts';
import { useEvery } from './use-every.ts';

const MOST_RUNS = 2000;
/** Of trainings in another process, such as the command line, nobody tells this window. */
const LOOK_AGAIN_MS = 4000;

/** All trainings of the workspace, newest first, as they are now. */
export function useRuns() {
  const { engine } = useHost();
  const jobs = useJobs();
  const begun = computed(() => jobs.active.map(({ runId }) => runId ?? '').join());
  const loaded = useLoaded(
    (signal) => engine.runs.list({ limit: MOST_RUNS }, { signal }),
    [useChanges().of('runs'), begun],
  );
  useEvery(LOOK_AGAIN_MS, () => {
    if (!loaded.loading.value) void loaded.reload();
  });
  return loaded;
}
