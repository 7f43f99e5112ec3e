import { onScopeDispose, ref, shallowRef, watch, type Ref, type WatchSource } from 'vue';
import { isCancelled, showError, type ShownError } from './show-error.ts';
import { useConnection } from './stores/connection.ts';

export interface Loaded<T> {
  /** What was loaded last; kept in sight while it is loaded again. */
  readonly data: Readonly<Ref<T | null>>;
  readonly error: Readonly<Ref<ShownError | null>>;
  readonly loading: Readonly<Ref<boolean>>;
  readonly reload: () => Promise<void>;
}

/**
 * Loads now, whenever `sources` change, and when the engine comes back. An answer that was overtaken by a newer question
 * is dropped, and its work is told to stop.
 */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, sources: WatchSource[] = []): Loaded<T> {
  const data = shallowRef<T | null>(null);
  const error = ref<ShownError | null>(null);
  const loading = ref(false);
  const connection = useConnection();
  let running = new AbortController();

  async function reload(): Promise<void> {
    running.abort();
    const mine = (running = new AbortController());
    loading.value = true;
    try {
      const answer = await load(mine.signal);
      if (mine.signal.aborted) return;
      data.value = answer;
      error.value = null;
    } catch (cause) {
      if (mine.signal.aborted || isCancelled(cause)) return;
      error.value = showError(cause);
    } finally {
      if (running === mine) loading.value = false;
    }
  }
  watch([...sources, () => connection.returns], () => void reload(), { immediate: true });
  onScopeDispose(() => {
    running.abort();
  });
  return { data, error, loading, reload };
}
