import { expectSequence, type LayerKind } from './layer-kind.ts';

/**
 * Additive attention over the steps h_1 … h_T of a sequence (Qin et al. 2017; Feng et al. 2019, "Enhancing Stock
 * Movement Prediction with Adversarial Training", equations 2 and 3):
 *   s_t = tanh(h_t W + b) u,  a = softmax(s) over time,  output = [sum of a_t h_t, h_T].
 */
export const temporalAttention: LayerKind<'temporal-attention'> = {
  kind: 'temporal-attention',
  inferShape: (_layer, input) => ({ width: 2 * expectSequence(input).width }),
  parameters: ({ units }, input) => [
    { name: 'W', shape: [input.width, units], initializer: 'glorot-uniform' },
    { name: 'b', shape: [units], initializer: 'zeros' },
    { name: 'u', shape: [units, 1], initializer: 'glorot-uniform' },
  ],
};
