import type { LayerSpec } from '#contract/model-spec.ts';

/** Shape of what flows between layers, without the batch: [time, width] or [width]. */
export type FlowShape = { readonly time: number; readonly width: number } | { readonly width: number };

export function isSequence(shape: FlowShape): shape is { time: number; width: number } {
  return 'time' in shape;
}

export function describeShape(shape: FlowShape): string {
  return isSequence(shape) ? `[time ${shape.time}, width ${shape.width}]` : `[width ${shape.width}]`;
}

/** How a tensor starts out; the rules are in initial-weights.ts. */
export type Initializer = 'glorot-uniform' | 'orthogonal-gates' | 'zeros' | 'ones' | 'lstm-bias';

/** A trained tensor of a layer, row-major. */
export interface ParameterTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
}

/** The sequence that a layer needs, or the reason why it cannot have one. */
export function expectSequence(input: FlowShape): { time: number; width: number } {
  if (isSequence(input)) return input;
  throw new Error(
    `expected a sequence, found ${describeShape(input)}; a recurrent layer passes one on with "returnSequences": true`,
  );
}

export type LayerOf<K extends LayerSpec['kind']> = Extract<LayerSpec, { kind: K }>;

/**
 * One kind of layer: its variant in contract/model-spec.ts, one file here, and one mapping each in
 * training/native, training/tfjs and onnx. ARCHITECTURE.md lists what else a new one needs, native/README.md
 * tells how to write its operation.
 */
export interface LayerKind<K extends LayerSpec['kind']> {
  readonly kind: K;
  /** Shape after the layer; `source` is that of what a skip brings back. Throws a message without a full stop where the input does not fit. */
  inferShape(layer: LayerOf<K>, input: FlowShape, source: FlowShape | null): FlowShape;
  /** `instruments` is how many there are to be told apart. */
  parameters(layer: LayerOf<K>, input: FlowShape, instruments: number): readonly ParameterTensor[];
}
