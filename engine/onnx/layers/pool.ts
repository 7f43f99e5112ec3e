import { expectSequence } from '../../models/layer-kinds/layer-kind.ts';
import type { LayerWriter, WriteLayer } from './layer-writer.ts';

/** [time, batch, width] → [batch, width] */
export const writePool: WriteLayer<'pool'> = ({ how }, writer) => {
  if (how === 'mean') writer.result('ReduceMean', [writer.flow], { axes: [0], keepdims: 0 });
  else writer.result('Squeeze', [lastStep(writer), writer.integers('axis', [0])]);
};

/** The last step of what flows in, [1, batch, width]. */
export function lastStep(writer: LayerWriter): string {
  const { time } = expectSequence(writer.input);
  return writer.node('last', 'Gather', [writer.flow, writer.integers('last-step', [time - 1])], { axis: 0 });
}
