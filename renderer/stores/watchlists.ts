import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { Watchlist } from '#contract/api/watchlists.ts';
import { useHost } from '../use-host.ts';
import { useLoaded } from '../use-loaded.ts';
import { useChanges } from './changes.ts';

/** The user's lists, in their order. */
export const useWatchlists = defineStore('watchlists', () => {
  const { engine } = useHost();
  const { data, error, loading, reload } = useLoaded(
    (signal) => engine.watchlists.list(undefined, { signal }),
    [useChanges().of('watchlists')],
  );
  const all = computed<readonly Watchlist[]>(() => data.value ?? []);
  const isKnown = computed(() => data.value !== null);
  /** Waits for the lists where they are not there yet. */
  async function load(): Promise<readonly Watchlist[]> {
    if (!isKnown.value) await reload();
    return all.value;
  }
  return { all, isKnown, error, loading, reload, load };
});
