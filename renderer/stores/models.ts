import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { ModelSummary } from '#contract/api/models.ts';
import { useHost } from '../use-host.ts';
import { useLoaded } from '../use-loaded.ts';
import { useChanges } from './changes.ts';

/** 'name@3'. */
export function referenceOf({ name, version }: Pick<ModelSummary, 'name' | 'version'>): string {
  return `${name}@${version}`;
}

/** The models of the workspace, newest first. */
export const useModels = defineStore('models', () => {
  const { engine } = useHost();
  const { data, error, loading, reload } = useLoaded(
    (signal) => engine.models.list(undefined, { signal }),
    [useChanges().of('models')],
  );
  const all = computed(() => data.value?.models ?? []);
  /** Those whose bundle cannot be read, with the reason. */
  const unreadable = computed(() => data.value?.unreadable ?? []);
  const isKnown = computed(() => data.value !== null);
  /** Models that know this instrument in this timeframe. */
  function forInstrument(symbol: string, timeframe: string): ModelSummary[] {
    return all.value.filter((model) => model.timeframe === timeframe && model.symbols.includes(symbol));
  }
  return { all, unreadable, isKnown, error, loading, reload, forInstrument };
});
