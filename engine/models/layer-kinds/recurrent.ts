import { expectSequence, type FlowShape, type ParameterTensor } from './layer-kind.ts';

/** What LSTM and GRU say of themselves in the spec. */
interface RecurrentLayer {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly bidirectional?: boolean;
}

/** Shape after a recurrent layer; two directions lie side by side. */
export function inferRecurrentShape(layer: RecurrentLayer, input: FlowShape): FlowShape {
  const { time } = expectSequence(input);
  const width = layer.bidirectional ? 2 * layer.units : layer.units;
  return layer.returnSequences ? { time, width } : { width };
}

/** The tensors of one direction, and once more of the other where there is one. */
export function listDirections(
  { bidirectional }: RecurrentLayer,
  tensors: readonly ParameterTensor[],
): readonly ParameterTensor[] {
  if (!bidirectional) return tensors;
  return [...tensors, ...tensors.map((tensor) => ({ ...tensor, name: `${tensor.name}.backward` }))];
}
