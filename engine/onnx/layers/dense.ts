import { isSequence } from '../../models/layer-kinds/layer-kind.ts';
import type { WriteLayer } from './layer-writer.ts';

const operatorOf = { relu: 'Relu', tanh: 'Tanh' } as const;

/** Gemm takes matrices only; a sequence goes through MatMul and Add. */
export const writeDense: WriteLayer<'dense'> = ({ activation }, writer) => {
  const { input, flow } = writer;
  const [W, b] = [writer.trained('W'), writer.trained('b')];
  let operator = 'Gemm';
  let inputs = [flow, W, b];
  if (isSequence(input)) {
    operator = 'Add';
    inputs = [writer.node('product', 'MatMul', [flow, W]), b];
  }
  if (activation === 'linear') writer.result(operator, inputs);
  else writer.result(operatorOf[activation], [writer.node('linear', operator, inputs)]);
};
