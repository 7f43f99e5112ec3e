import { isSequence } from '../../models/layer-kinds/layer-kind.ts';
import type { WriteLayer } from './layer-writer.ts';

export const writeSkip: WriteLayer<'skip'> = ({ how }, writer) => {
  const inputs = [writer.flow, writer.source!];
  if (how === 'add') writer.result('Add', inputs);
  else writer.result('Concat', inputs, { axis: isSequence(writer.input) ? 2 : 1 });
};
