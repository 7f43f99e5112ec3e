import type { Experiment, HeadSpec, LabelSpec, LayerSpec, ModelSpec } from '#contract/model-spec.ts';
import type { WalkForwardPlan } from '#contract/walk-forward.ts';

/** What is being put together: an experiment, and how often it is trained. */
export interface Blueprint {
  readonly experiment: Experiment;
  /** The preset that the spec began as; null for one of a file, a run or a model. */
  readonly preset: string | null;
  /** Trainings with the experiment's seed and those that follow it; each makes a model of its own. */
  readonly seeds: number;
  /** Null for plain training. */
  readonly walkForward: WalkForwardPlan | null;
}

export const firstPlan: WalkForwardPlan = { folds: 5, mode: 'expanding', seeds: 1 };

export function withSpec(blueprint: Blueprint, change: Partial<ModelSpec>): Blueprint {
  return { ...blueprint, experiment: { ...blueprint.experiment, spec: { ...blueprint.experiment.spec, ...change } } };
}

/** With random weights at the beginning. */
export function withoutParent(blueprint: Blueprint): Blueprint {
  const experiment = { ...blueprint.experiment };
  delete experiment.parent;
  return { ...blueprint, experiment };
}

export function withExperiment(blueprint: Blueprint, change: Partial<Experiment>): Blueprint {
  return { ...blueprint, experiment: { ...blueprint.experiment, ...change } };
}

/** How many networks a press on Train makes. */
export function countTrainings({ seeds, walkForward }: Blueprint): number {
  return walkForward ? walkForward.folds * walkForward.seeds : seeds;
}

/** The experiments that a press on Train queues: one for each seed. */
export function listExperiments({ experiment, seeds }: Blueprint): Experiment[] {
  return Array.from({ length: seeds }, (_, i) => ({ ...experiment, seed: (experiment.seed + i) % 2 ** 32 }));
}

/** The label that a head is trained on; what two labels share is kept. */
export function labelFor(kind: LabelSpec['kind'], { horizons, volatilityBars }: LabelSpec): LabelSpec {
  const base = { horizons, volatilityBars };
  return kind === 'trend' ? { kind, ...base, threshold: { unit: 'volatility', value: 0.5 } } : { kind, ...base };
}

/** Another head, and where it needs another label that too. */
export function withHead(blueprint: Blueprint, head: HeadSpec, label: LabelSpec['kind']): Blueprint {
  const { label: now } = blueprint.experiment.spec;
  return withSpec(blueprint, { head, ...(now.kind !== label && { label: labelFor(label, now) }) });
}

export function insertLayer(layers: readonly LayerSpec[], layer: LayerSpec, at: number): LayerSpec[] {
  return [...layers.slice(0, at), layer, ...layers.slice(at)];
}

export function replaceLayer(layers: readonly LayerSpec[], layer: LayerSpec, at: number): LayerSpec[] {
  return layers.map((other, i) => (i === at ? layer : other));
}

export function removeLayer(layers: readonly LayerSpec[], at: number): LayerSpec[] {
  return layers.filter((_, i) => i !== at);
}

/** The layers with that at `from` at the place `to`. */
export function moveLayer(layers: readonly LayerSpec[], from: number, to: number): LayerSpec[] {
  const moved = layers[from];
  return moved ? insertLayer(removeLayer(layers, from), moved, to) : [...layers];
}

/** What a skip may bring back: the window, and each earlier layer; one without a name gets one when it is chosen. */
export function listSources(
  layers: readonly LayerSpec[],
  at: number,
): { readonly place: number; readonly name: string }[] {
  const taken = new Set(layers.flatMap(({ name }) => name ?? []));
  const sources = layers.slice(0, at).map((layer, place) => {
    let name = layer.name ?? `${layer.kind}-${place + 1}`;
    while (layer.name === undefined && taken.has(name)) name += '-x';
    return { place, name };
  });
  return [{ place: -1, name: 'input' }, ...sources];
}

/** The layers where the skip at `at` brings back `name`, which is given to the layer at `place` where it has none. */
export function connectSkip(
  layers: readonly LayerSpec[],
  at: number,
  { place, name }: { place: number; name: string },
): LayerSpec[] {
  return layers.map((layer, i) => {
    if (i === at && layer.kind === 'skip') return { ...layer, from: name };
    return i === place && layer.name === undefined ? { ...layer, name } : layer;
  });
}
