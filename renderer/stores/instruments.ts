import { defineStore } from 'pinia';
import { computed } from 'vue';
import { useHost } from '../use-host.ts';
import { useLoaded } from '../use-loaded.ts';
import { useChanges } from './changes.ts';

/** Every history in the workspace: one entry for each instrument and timeframe. */
export const useInstruments = defineStore('instruments', () => {
  const { engine } = useHost();
  const { data, error, loading, reload } = useLoaded(
    (signal) => engine.marketData.instruments(undefined, { signal }),
    [useChanges().of('instruments')],
  );
  const all = computed(() => data.value ?? []);
  const bySymbol = computed(() => Map.groupBy(all.value, ({ symbol }) => symbol));
  const symbols = computed(() => [...bySymbol.value.keys()]);
  const isKnown = computed(() => data.value !== null);
  return { all, bySymbol, symbols, isKnown, error, loading, reload };
});
