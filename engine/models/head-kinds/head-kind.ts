import type { HeadSpec } from '#contract/model-spec.ts';

/**
 * What training makes smaller. Outputs are horizon-major, [batch, horizons * outputs of one horizon], and there is one
 * label for each horizon; the loss of a batch is the mean over samples and horizons. Its formulas and their sources
 * are in native/src/reference, one file a loss.
 */
export type Loss =
  | { readonly kind: 'pinball'; readonly levels: readonly number[] }
  | { readonly kind: 'mse' }
  | { readonly kind: 'mae' }
  | { readonly kind: 'huber'; readonly delta: number }
  /** Outputs are logits, labels 0 or 1. */
  | { readonly kind: 'bce' }
  /** Outputs are logits, the label is the place of a class. */
  | { readonly kind: 'cross-entropy'; readonly classes: number };

/**
 * What an ONNX file does to the outputs of the last layer; losses take them without. A softmax is taken over the
 * outputs of each horizon.
 */
export type OutputActivation = 'linear' | 'sigmoid' | 'softmax';

export type HeadOf<K extends HeadSpec['kind']> = Extract<HeadSpec, { kind: K }>;

/**
 * One kind of head: its variant in contract/model-spec.ts, and one file here. What its outputs say of the return is
 * up to the calibrator.
 */
export interface HeadKind<K extends HeadSpec['kind']> {
  readonly kind: K;
  /** What each output of one horizon is, in their order. */
  outputNames(head: HeadOf<K>): readonly string[];
  readonly activation: OutputActivation;
  loss(head: HeadOf<K>): Loss;
  /** Biases of the outputs of one horizon that training starts from: the forecast of someone who knows nothing. */
  initialBias(head: HeadOf<K>): readonly number[];
}
