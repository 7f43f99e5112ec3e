import { expectSequence, type LayerKind } from './layer-kind.ts';

/**
 * One encoder block of the transformer (Vaswani et al. 2017), normalised before each part (Xiong et al. 2020, "On Layer
 * Normalization in the Transformer Architecture"):
 *   x' = x + dropout(attention(norm(x))),  y = x' + dropout(relu(norm(x') W1 + b1) W2 + b2).
 * Attention: softmax(Q K^T / sqrt(width / heads)) V head by head over all steps of the window, which lies in the past as
 * a whole, so nothing is masked; the heads side by side times Wo, plus bo.
 */
export const transformerEncoder: LayerKind<'transformer-encoder'> = {
  kind: 'transformer-encoder',
  inferShape({ heads }, input) {
    const { time, width } = expectSequence(input);
    if (width % heads === 0) return { time, width };
    throw new Error(
      `expected a width that ${heads} heads share evenly, found ${width}; put a dense layer with ${heads * Math.ceil(width / heads)} units before it`,
    );
  },
  parameters({ feedForward }, { width }) {
    const square = [width, width];
    return [
      { name: 'gamma1', shape: [width], initializer: 'ones' },
      { name: 'beta1', shape: [width], initializer: 'zeros' },
      ...['q', 'k', 'v', 'o'].flatMap((part) => [
        { name: `W${part}`, shape: square, initializer: 'glorot-uniform' as const },
        { name: `b${part}`, shape: [width], initializer: 'zeros' as const },
      ]),
      { name: 'gamma2', shape: [width], initializer: 'ones' },
      { name: 'beta2', shape: [width], initializer: 'zeros' },
      { name: 'W1', shape: [width, feedForward], initializer: 'glorot-uniform' },
      { name: 'b1', shape: [feedForward], initializer: 'zeros' },
      { name: 'W2', shape: [feedForward, width], initializer: 'glorot-uniform' },
      { name: 'b2', shape: [width], initializer: 'zeros' },
    ];
  },
};
