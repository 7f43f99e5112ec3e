import type { WriteLayer } from './layer-writer.ts';
import { writeRecurrent } from './recurrent.ts';

/** ONNX orders the gates i, o, f, c, where ours are i, f, g (= c), o; its second bias stays 0. */
export const writeLstm: WriteLayer<'lstm'> = (layer, writer) => {
  writeRecurrent(
    layer,
    { operator: 'LSTM', gateFromOurs: [0, 3, 1, 2], recurrentBias: (units) => new Float32Array(4 * units) },
    writer,
  );
};
