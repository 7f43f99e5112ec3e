import { isSequence } from '../../models/layer-kinds/layer-kind.ts';
import type { WriteLayer } from './layer-writer.ts';

/** The epsilon of ONNX, where none is given, is 1e-5, which is LAYER_NORM_EPSILON. */
export const writeLayerNorm: WriteLayer<'layer-norm'> = (_layer, writer) => {
  const axis = isSequence(writer.input) ? 2 : 1;
  writer.result('LayerNormalization', [writer.flow, writer.trained('gamma'), writer.trained('beta')], { axis });
};
