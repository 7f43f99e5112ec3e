import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { HeadSpec, LabelSpec, LayerSpec, ModelSpec } from '../model-spec.ts';
import type { FieldForm } from '../spec-form.ts';

export interface PresetSummary {
  readonly name: string;
  readonly spec: ModelSpec;
  readonly parameterCount: number;
}

/** A kind of layer with what a form needs: its fields in the order of the schema, a good first choice, and words. */
export interface LayerKindForm {
  readonly kind: LayerSpec['kind'];
  readonly fields: readonly FieldForm[];
  readonly byDefault: LayerSpec;
  readonly takes: 'sequence' | 'vector' | 'either';
  readonly gives: string;
  readonly says: string;
}

export interface HeadForm {
  readonly kind: HeadSpec['kind'];
  readonly fields: readonly FieldForm[];
  readonly byDefault: HeadSpec;
  /** The label that it is trained on. */
  readonly label: LabelSpec['kind'];
  readonly says: string;
}

/** [width] or [time, width]; the batch is left out. */
export type NodeShape = readonly [width: number] | readonly [time: number, width: number];

/** One box of the drawing of a network, from the input to the head. */
export interface NetworkNode {
  /** Where it stands in the spec, such as "layers.2"; "features" is the input, "head" the end. */
  readonly path: string;
  readonly kind: 'input' | 'head' | LayerSpec['kind'];
  readonly input: NodeShape;
  readonly output: NodeShape;
  readonly parameters: number;
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[];
}

export interface SpecProblem {
  /** Of the field, such as "layers.1.units"; empty for the document as a whole. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

export interface SpecCheck {
  /** Empty where the spec can be trained. */
  readonly problems: readonly SpecProblem[];
  /** The spec with its defaults filled in; null where it cannot be read. */
  readonly spec: ModelSpec | null;
  /** The network from the input on, as far as its layers fit; empty where the spec cannot be read. */
  readonly network: readonly NetworkNode[];
  /** Null while something does not fit. */
  readonly parameterCount: number | null;
  /** Numbers a bar that the network reads, with optional features. */
  readonly columns: number | null;
  /** Bars of history before the first window can end. */
  readonly warmupBars: number | null;
}

export const specsContract = {
  /** The specs that come with Almanac. */
  presets: oc.output(type<PresetSummary[]>()),

  layerKinds: oc.output(type<LayerKindForm[]>()),

  heads: oc.output(type<HeadForm[]>()),

  /** Looks at a spec while it is being written; what is wrong with it is an answer and no error. */
  check: oc
    .input(
      v.strictObject({
        spec: v.unknown(),
        /** How many it will be trained on, which an instrument embedding has to know. */
        instruments: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
      }),
    )
    .output(type<SpecCheck>()),
};
