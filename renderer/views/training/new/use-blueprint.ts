import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import * as v from 'valibot';
import { experimentSchema, type Experiment, type ModelSpec } from '#contract/model-spec.ts';
import { showError, type ShownError } from '../../../show-error.ts';
import { useInstruments } from '../../../stores/instruments.ts';
import { useHost } from '../../../use-host.ts';
import { withoutParent, type Blueprint } from './blueprint.ts';
import { edit, redo, startHistory, undo, type EditHistory } from './edit-history.ts';

const KEY = 'almanac.training-blueprint';
const KEEP_AFTER_MS = 400;

/** The training that is being put together: kept while one looks at other views, and over a restart. */
export const useBlueprint = defineStore('training-blueprint', () => {
  const { engine } = useHost();
  const instruments = useInstruments();
  const history = shallowRef<EditHistory<Blueprint> | null>(null);
  const error = ref<ShownError | null>(null);
  const blueprint = computed(() => history.value?.now ?? null);
  /** Fields whose text is no value, by their place, with what is wrong: what stands in the blueprint is older. */
  const invalid = reactive(new Map<string, string>());

  /** What `preset`, the default one where it is null, and Almanac's defaults make of an experiment. */
  async function askFor(preset: string | null): Promise<Experiment> {
    // A draft of the engine has an instrument; which one matters to nothing that it fills in.
    return engine.experiments.draft({
      instruments: [instruments.symbols[0] ?? '-'],
      ...(preset !== null && { preset }),
    });
  }
  async function beginWithDefaults(): Promise<Blueprint> {
    const experiment = await askFor(null);
    return {
      experiment: { ...experiment, instruments: [] },
      preset: experiment.spec.name,
      seeds: 1,
      walkForward: null,
    };
  }

  /** Goes on with the blueprint of last time, or begins with the defaults. */
  async function begin(): Promise<void> {
    if (history.value) return;
    try {
      const first = readKept() ?? (await beginWithDefaults());
      history.value ??= startHistory(first);
      error.value = null;
    } catch (cause) {
      error.value = showError(cause);
    }
  }
  function change(update: (blueprint: Blueprint) => Blueprint, place: string | null = null): void {
    if (history.value) history.value = edit(history.value, update(history.value.now), place);
  }
  /** Errors: as of experiments.draft. */
  async function choosePreset(preset: string): Promise<void> {
    const { spec, split } = await askFor(preset);
    // What was changed while the engine answered stays.
    change((now) => ({ ...withoutParent(now), preset, experiment: { ...withoutParent(now).experiment, spec, split } }));
  }
  function takeSpec(spec: ModelSpec): void {
    change((now) => {
      const { split, ...rest } = spec;
      const experiment: Experiment = { ...now.experiment, spec: rest, split: split ?? now.experiment.split };
      return { ...now, preset: null, experiment };
    });
  }
  /** Begins from an experiment that was run before. */
  function takeExperiment(experiment: Experiment): void {
    const next: Blueprint = { experiment, preset: null, seeds: 1, walkForward: null };
    history.value = history.value ? edit(history.value, next) : startHistory(next);
  }

  let keeping: ReturnType<typeof setTimeout> | undefined;
  watch(blueprint, (now) => {
    clearTimeout(keeping);
    keeping = setTimeout(() => {
      if (now) localStorage.setItem(KEY, JSON.stringify(now));
    }, KEEP_AFTER_MS);
  });

  return {
    blueprint,
    error,
    invalid,
    begin,
    change,
    choosePreset,
    takeSpec,
    takeExperiment,
    undo: () => {
      if (history.value) history.value = undo(history.value);
    },
    redo: () => {
      if (history.value) history.value = redo(history.value);
    },
    canUndo: computed(() => (history.value?.past.length ?? 0) > 0),
    canRedo: computed(() => (history.value?.future.length ?? 0) > 0),
  };
});

/** A blueprint may have no instruments yet. */
const keptSchema = v.object({
  experiment: v.strictObject({ ...experimentSchema.entries, instruments: v.array(v.string()) }),
  preset: v.nullable(v.string()),
  seeds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
});

/** The blueprint of last time, as far as this version of Almanac understands it. */
function readKept(): Blueprint | null {
  const text = localStorage.getItem(KEY);
  if (text === null) return null;
  try {
    const kept = v.safeParse(keptSchema, JSON.parse(text));
    return kept.success ? { ...kept.output, walkForward: null } : null;
  } catch {
    // Not ours, or of another version: the defaults are a fine beginning.
    return null;
  }
}
