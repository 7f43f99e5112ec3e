import type { LayerOf } from '#engine/models/layer-kinds/layer-kind.ts';
import { dropout, type Masks } from './dropout.ts';
import { layerNorm } from './layer-norm.ts';
import { affine, softmax } from './mathematics.ts';
import type { Sequence, Values } from './sequence.ts';

/** g1, be1, Wq, bq, Wk, bk, Wv, bv, Wo, bo, g2, be2, W1, b1, W2, b2; dropout draws from `stream` and the next. */
export function transformerEncoder(
  inputs: Sequence,
  { heads, feedForward, dropout: rate }: LayerOf<'transformer-encoder'>,
  tensors: readonly Values[],
  stream: number,
  masks: Masks | null,
): Sequence {
  const width = inputs[0]!.length;
  /** The affine map whose weights are the tensor at `place`, and whose bias is the next. */
  const map = (rows: Sequence, place: number, columns: number): Sequence =>
    rows.map((row) => affine(row, tensors[place]!, tensors[place + 1]!, columns));

  const normal = layerNorm(inputs, tensors.slice(0, 2));
  const mixed = attend(map(normal, 2, width), map(normal, 4, width), map(normal, 6, width), heads);
  const attended = add(inputs, dropout(map(mixed, 8, width), rate, stream, masks));
  const inner = map(layerNorm(attended, tensors.slice(10, 12)), 12, feedForward);
  const hidden = inner.map((row) => row.map((value) => Math.max(0, value)));
  return add(attended, dropout(map(hidden, 14, width), rate, stream + 1, masks));
}

/** Each head has width / heads columns of its own. */
function attend(queries: Sequence, keys: Sequence, values: Sequence, heads: number): Sequence {
  const own = values[0]!.length / heads;
  return queries.map((query) =>
    query.map((_, k) => {
      const first = Math.floor(k / own) * own;
      const scores = keys.map((key) => {
        let score = 0;
        for (let c = first; c < first + own; c++) score += query[c]! * key[c]!;
        return score / Math.sqrt(own);
      });
      return softmax(scores).reduce((sum, weight, t) => sum + weight * values[t]![k]!, 0);
    }),
  );
}

function add(a: Sequence, b: Sequence): Sequence {
  return a.map((row, t) => row.map((value, k) => value + b[t]![k]!));
}
