import { expectSequence } from '../../models/layer-kinds/layer-kind.ts';
import { encodePositions } from '../../models/layer-kinds/positional-encoding.ts';
import type { WriteLayer } from './layer-writer.ts';

export const writePositionalEncoding: WriteLayer<'positional-encoding'> = (_layer, writer) => {
  const { time, width } = expectSequence(writer.input);
  const positions = writer.tensor('positions', [time, 1, width], encodePositions(time, width));
  writer.result('Add', [writer.flow, positions]);
};
