import { expectSequence } from '../../models/layer-kinds/layer-kind.ts';
import type { WriteLayer } from './layer-writer.ts';

/** The block [time, batch, width] → the same; dropout does nothing once training is over. */
export const writeTransformerEncoder: WriteLayer<'transformer-encoder'> = ({ heads }, writer) => {
  const { width } = expectSequence(writer.input);
  const own = width / heads;
  const normalise = (name: string, flow: string, part: 1 | 2): string =>
    writer.node(
      name,
      'LayerNormalization',
      [flow, writer.trained(`gamma${part}`), writer.trained(`beta${part}`)],
      // Epsilon as in layer-norm.ts.
      { axis: 2 },
    );
  const project = (name: string, flow: string, part: string): string => {
    const product = writer.node(`${name}.product`, 'MatMul', [flow, writer.trained(`W${part}`)]);
    return writer.node(name, 'Add', [product, writer.trained(`b${part}`)]);
  };
  const byHead = writer.integers('by-head', [0, 0, heads, own]);
  const share = (name: string, flow: string, perm: readonly number[]): string =>
    writer.node(`${name}.by-head`, 'Transpose', [writer.node(`${name}.shared`, 'Reshape', [flow, byHead])], { perm });

  const normal = normalise('normal', writer.flow, 1);
  // Queries and values [batch, heads, time, own], keys [batch, heads, own, time].
  const queries = share('queries', project('queries', normal, 'q'), [1, 2, 0, 3]);
  const keys = share('keys', project('keys', normal, 'k'), [1, 2, 3, 0]);
  const values = share('values', project('values', normal, 'v'), [1, 2, 0, 3]);
  const scale = writer.tensor('scale', [1], Float32Array.of(1 / Math.sqrt(own)));
  const scores = writer.node('scores', 'Mul', [writer.node('products', 'MatMul', [queries, keys]), scale]);
  const weights = writer.node('weights', 'Softmax', [scores], { axis: 3 });
  const mixed = writer.node('mixed', 'MatMul', [weights, values]);
  const ordered = writer.node('ordered', 'Transpose', [mixed], { perm: [2, 0, 1, 3] });
  const joined = writer.node('joined', 'Reshape', [ordered, writer.integers('together', [0, 0, width])]);
  const attended = writer.node('attended', 'Add', [writer.flow, project('attention', joined, 'o')]);

  const hidden = writer.node('hidden', 'Relu', [project('inner', normalise('normal-2', attended, 2), '1')]);
  writer.result('Add', [attended, project('outer', hidden, '2')]);
};
