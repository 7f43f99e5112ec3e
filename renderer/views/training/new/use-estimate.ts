import { computed, shallowRef, watch, type Ref } from 'vue';
import type { ExperimentEstimate } from '#contract/api/experiments.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { useInstruments } from '../../../stores/instruments.ts';
import { useHost } from '../../../use-host.ts';
import { useLoaded } from '../../../use-loaded.ts';
import { useSettled } from './use-settled.ts';

const QUIET_MS = 700;
/** An estimate prepares all the data: with more bars than this it is made when it is asked for. */
const MOST_BARS_UNASKED = 400_000;

/** What matters to an estimate. */
type Asked = Pick<Experiment, 'instruments' | 'spec' | 'split' | 'backend' | 'parent'>;

/** Memory, time and split of the blueprint, told by the engine once the blueprint rests, and refused where it does not fit. */
export function useEstimate(experiment: Ref<Experiment | null>, isInOrder: Ref<boolean>) {
  const { engine } = useHost();
  const instruments = useInstruments();
  const asked = computed<Asked | null>((before) => {
    if (experiment.value === null) return null;
    const { instruments: symbols, spec, split, backend, parent } = experiment.value;
    const now: Asked = { instruments: symbols, spec, split, backend, ...(parent && { parent }) };
    // Another seed or other costs are another experiment, and the same estimate.
    return before && isSame(before, now) ? before : now;
  });
  const settled = useSettled(() => asked.value, QUIET_MS);
  const wanted = shallowRef<Asked | null>(null);

  const bars = computed(() => {
    const chosen = new Set(asked.value?.instruments);
    return instruments.all.reduce(
      (sum, { symbol, timeframe, bars: count }) =>
        sum + (chosen.has(symbol) && timeframe === asked.value?.spec.timeframe ? count : 0),
      0,
    );
  });
  const isUnasked = computed(() => bars.value <= MOST_BARS_UNASKED);
  watch(
    [settled, isInOrder],
    () => {
      if (isUnasked.value) wanted.value = settled.value;
    },
    { immediate: true },
  );

  const loaded = useLoaded(
    async (signal): Promise<{ of: Asked; estimate: ExperimentEstimate } | null> => {
      const of = wanted.value;
      if (of === null || of !== asked.value || of.instruments.length === 0 || !isInOrder.value) return null;
      const estimate = await engine.experiments.estimate({ experiment: { ...experiment.value!, ...of } }, { signal });
      return { of, estimate };
    },
    [wanted, isInOrder],
  );
  return {
    /** Null while there is none of the blueprint as it is now. */
    estimate: computed(() => (loaded.data.value?.of === asked.value ? loaded.data.value.estimate : null)),
    /** Why the blueprint cannot be trained; null while that is not known. */
    refusal: computed(() => (wanted.value === asked.value && !loaded.loading.value ? loaded.error.value : null)),
    isEstimating: loaded.loading,
    isUnasked,
    ask: () => {
      wanted.value = asked.value;
      void loaded.reload();
    },
  };
}

function isSame(a: Asked, b: Asked): boolean {
  return (
    a.instruments === b.instruments &&
    a.spec === b.spec &&
    a.split === b.split &&
    a.backend === b.backend &&
    a.parent === b.parent
  );
}
