import type { LayerOf } from '#engine/models/layer-kinds/layer-kind.ts';
import { affine } from './mathematics.ts';
import type { Sequence, Values } from './sequence.ts';

const activations = { linear: (x: number) => x, relu: (x: number) => Math.max(0, x), tanh: Math.tanh };

export function dense(inputs: Sequence, layer: LayerOf<'dense'>, [W, b]: readonly Values[]): Sequence {
  return inputs.map((x) => affine(x, W!, b!, layer.units).map(activations[layer.activation]));
}
