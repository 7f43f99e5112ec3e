import { expectSequence } from '../../models/layer-kinds/layer-kind.ts';
import type { WriteLayer } from './layer-writer.ts';

/** The number of a type in an ONNX Cast. */
const INT64 = 7;

/** [time, batch, features + 1] → [time, batch, features + units]; E is [instruments, units]. */
export const writeInstrumentEmbedding: WriteLayer<'instrument-embedding'> = (_layer, writer) => {
  const { width } = expectSequence(writer.input);
  const bounds = ['first', 'end', 'axis'].map((name, i) => writer.integers(name, [[0, width - 1, 2][i]!]));
  const features = writer.node('features', 'Slice', [writer.flow, ...bounds]);
  const column = writer.node('column', 'Gather', [writer.flow, writer.integers('place', [width - 1])], { axis: 2 });
  const squeezed = writer.node('squeezed', 'Squeeze', [column, bounds[2]!]);
  const places = writer.node('places', 'Cast', [squeezed], { to: INT64 });
  const vectors = writer.node('vectors', 'Gather', [writer.trained('E'), places], { axis: 0 });
  writer.result('Concat', [features, vectors], { axis: 2 });
};
