import type { LayerKind } from './layer-kind.ts';

/** Added to the variance, so that a vector of equal numbers has no infinite ones. */
export const LAYER_NORM_EPSILON = 1e-5;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016) over the width of each vector or step:
 * y = (x - mean) / sqrt(variance + 1e-5) * gamma + beta.
 */
export const layerNorm: LayerKind<'layer-norm'> = {
  kind: 'layer-norm',
  inferShape: (_layer, input) => input,
  parameters: (_layer, { width }) => [
    { name: 'gamma', shape: [width], initializer: 'ones' },
    { name: 'beta', shape: [width], initializer: 'zeros' },
  ],
};
