import { expectSequence } from '../../models/layer-kinds/layer-kind.ts';
import type { WriteLayer } from './layer-writer.ts';

/** [time, batch, width] → [batch, time * width] */
export const writeFlatten: WriteLayer<'flatten'> = (_layer, writer) => {
  const { time, width } = expectSequence(writer.input);
  const steps = writer.node('steps', 'Transpose', [writer.flow], { perm: [1, 0, 2] });
  writer.result('Reshape', [steps, writer.integers('shape', [0, time * width])]);
};
