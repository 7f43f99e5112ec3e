import type { WriteLayer } from './layer-writer.ts';
import { writeRecurrent } from './recurrent.ts';

/**
 * ONNX orders the gates z, r, h as ours are z, r, n, and has the same update, (1 - z) n + z h. Asked for
 * linear_before_reset it resets after the recurrent product; its second bias is then bR in n, and stays 0 in z and r.
 */
export const writeGru: WriteLayer<'gru'> = (layer, writer) => {
  writeRecurrent(
    layer,
    {
      operator: 'GRU',
      gateFromOurs: [0, 1, 2],
      recurrentBias(units, suffix) {
        const bias = new Float32Array(3 * units);
        bias.set(writer.valuesOf(`bR${suffix}`), 2 * units);
        return bias;
      },
      attributes: { linear_before_reset: 1 },
    },
    writer,
  );
};
