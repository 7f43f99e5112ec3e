import { defaultCosts, type Costs, type Experiment, type ModelSpec, type SplitSpec } from '#contract/model-spec.ts';
import { countColumns, resolveFeatures } from '../features/resolve-features.ts';
import { buildGraph } from '../models/graph.ts';
import { loadPreset, parseSpec } from '../models/parse-spec.ts';
import { chooseBackend } from '../training/open-backend.ts';

const DEFAULT_PRESET = 'price-lstm';
const defaultSplit: SplitSpec = { train: 0.6, validation: 0.15, calibration: 0.1, embargoBars: 5 };

export interface ExperimentWishes {
  readonly instruments: readonly string[];
  /** The model to start from. */
  readonly parent?: { readonly spec: ModelSpec; readonly reference: Experiment['parent'] } | undefined;
  readonly preset?: string | undefined;
  readonly spec?: string | undefined;
  readonly seed?: number | undefined;
  readonly backend?: Experiment['backend'] | undefined;
  readonly split?: SplitSpec | undefined;
  readonly costs?: Costs | undefined;
  readonly training?:
    { readonly [K in keyof ModelSpec['training']]?: ModelSpec['training'][K] | undefined } | undefined;
}

/** The experiment that the wishes describe, with defaults for the rest. Errors: spec/… */
export function draftExperiment(wishes: ExperimentWishes): Experiment {
  const { split: proposed, ...spec } = chooseSpec(wishes);
  // A wrong parameter, and layers that do not fit, should be known before the data is loaded.
  resolveFeatures(spec.features);
  const instruments = [...new Set(wishes.instruments)];
  buildGraph(spec, countColumns(spec.features), Math.max(1, instruments.length));
  const said = Object.entries(wishes.training ?? {}).filter(([, value]) => value !== undefined);
  return {
    format: 'almanac-experiment/1',
    instruments,
    spec: { ...spec, training: { ...spec.training, ...Object.fromEntries(said) } },
    split: wishes.split ?? proposed ?? defaultSplit,
    seed: wishes.seed ?? 1,
    backend: wishes.backend ?? chooseBackend(),
    costs: wishes.costs ?? defaultCosts,
    ...(wishes.parent?.reference && { parent: wishes.parent.reference }),
  };
}

function chooseSpec({ spec, preset, parent }: ExperimentWishes): ModelSpec {
  if (spec !== undefined) return parseSpec(spec, 'The spec');
  return preset === undefined && parent ? parent.spec : loadPreset(preset ?? DEFAULT_PRESET);
}
