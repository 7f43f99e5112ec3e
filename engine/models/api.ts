import { modelSpecSchema, type HeadSpec, type LayerSpec } from '#contract/model-spec.ts';
import { describeFields, optionOf } from '#contract/spec-form.ts';
import { headNotes, layerNotes } from '#contract/spec-notes.ts';
import { api } from '../engine.ts';
import { countColumns } from '../features/resolve-features.ts';
import { checkSpec } from './check-spec.ts';
import { buildGraph } from './graph.ts';
import { listPresets, loadPreset } from './parse-spec.ts';

const { entries } = modelSpecSchema;

export const specsApi = {
  presets: api.specs.presets.handler(() =>
    listPresets().map((name) => {
      const spec = loadPreset(name);
      return { name, spec, parameterCount: buildGraph(spec, countColumns(spec.features)).parameterCount };
    }),
  ),

  layerKinds: api.specs.layerKinds.handler(() =>
    (Object.keys(layerNotes) as LayerSpec['kind'][]).map((kind) => ({
      kind,
      fields: describeFields(optionOf(entries.layers.item, kind)),
      ...layerNotes[kind],
    })),
  ),

  heads: api.specs.heads.handler(() =>
    (Object.keys(headNotes) as HeadSpec['kind'][]).map((kind) => ({
      kind,
      fields: describeFields(optionOf(entries.head, kind)),
      ...headNotes[kind],
    })),
  ),

  check: api.specs.check.handler(({ input }) => checkSpec(input.spec, input.instruments)),
};
