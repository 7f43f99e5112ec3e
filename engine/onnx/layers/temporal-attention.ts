import { lastStep } from './pool.ts';
import type { WriteLayer } from './layer-writer.ts';

/** [time, batch, width] → [batch, 2 * width]; the weights are [time, batch, 1]. */
export const writeTemporalAttention: WriteLayer<'temporal-attention'> = (_layer, writer) => {
  const product = writer.node('product', 'MatMul', [writer.flow, writer.trained('W')]);
  const hidden = writer.node('hidden', 'Tanh', [writer.node('linear', 'Add', [product, writer.trained('b')])]);
  const scores = writer.node('scores', 'MatMul', [hidden, writer.trained('u')]);
  const weights = writer.node('weights', 'Softmax', [scores], { axis: 0 });
  const weighed = writer.node('weighed', 'Mul', [weights, writer.flow]);
  const axis = writer.integers('axis', [0]);
  const context = writer.node('context', 'ReduceSum', [weighed, axis], { keepdims: 0 });
  const last = writer.node('last-vector', 'Squeeze', [lastStep(writer), axis]);
  writer.result('Concat', [context, last], { axis: 1 });
};
