import type { HeadSpec } from '#contract/model-spec.ts';

/**
 * What training makes smaller. Outputs are horizon-major, [batch, horizons * outputs of one horizon], and there is one
 * label for each horizon; the loss of a batch is the mean over samples and horizons. Its formulas and their sources
 * are in native/src/reference, one file a loss.
 */
export type Loss =
  /** Ordered: outputs are steps from the middle level outwards (native/src/reference/ordered-quantiles.hpp). */
  | { readonly kind: 'pinball'; readonly levels: readonly number[]; readonly ordered?: boolean }
  | { readonly kind: 'mse' }
  | { readonly kind: 'mae' }
  | { readonly kind: 'huber'; readonly delta: number }
  /** Outputs are logits, labels 0 or 1. */
  | { readonly kind: 'bce'; readonly smoothing?: number; readonly focus?: number }
  /** Outputs are logits, the label is the place of a class. */
  | { readonly kind: 'cross-entropy'; readonly classes: number; readonly smoothing?: number; readonly focus?: number }
  /** Outputs are scores, labels 0 or 1. */
  | { readonly kind: 'hinge' }
  /** Outputs are the mean, and the scale before its softplus. */
  | { readonly kind: 'gaussian' }
  /** Outputs are the location, and scale and degrees of freedom before their softplus. */
  | { readonly kind: 'student-t' };

/**
 * What an ONNX file does to the outputs of the last layer; losses take them without. A softmax is taken over the
 * outputs of each horizon.
 */
export type OutputActivation =
  | 'linear'
  | 'sigmoid'
  | 'softmax'
  /** From steps to quantiles. */
  | 'ordered'
  /** The scale after its softplus, and with three outputs the degrees of freedom after theirs. */
  | 'positive-scale';

/** Least scale of a Gaussian or Student's t, in units of the scaled return; one of 0 would have an infinite likelihood. */
export const LEAST_SCALE = 1e-3;
/** Least degrees of freedom of Student's t: above 2 its variance is finite. */
export const LEAST_DEGREES = 2;

/** ln(1 + e^x), which overflows for no x. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** The x whose softplus it is. */
export function inverseSoftplus(y: number): number {
  return y + Math.log(-Math.expm1(-y));
}

export type HeadOf<K extends HeadSpec['kind']> = Extract<HeadSpec, { kind: K }>;

/**
 * One kind of head: its variant in contract/model-spec.ts, and one file here. What its outputs say of the return is
 * up to the calibrator.
 */
export interface HeadKind<K extends HeadSpec['kind']> {
  readonly kind: K;
  /** What each output of one horizon is, in their order. */
  outputNames(head: HeadOf<K>): readonly string[];
  activation(head: HeadOf<K>): OutputActivation;
  loss(head: HeadOf<K>): Loss;
  /** Biases of the outputs of one horizon that training starts from: the forecast of someone who knows nothing. */
  initialBias(head: HeadOf<K>): readonly number[];
}
