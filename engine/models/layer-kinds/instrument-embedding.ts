import { expectSequence, type LayerKind } from './layer-kind.ts';

/**
 * A learned vector for each instrument beside every step (entity embeddings; Guo and Berkhahn 2016):
 * y_t = [x_t, E_k], where the last column of the input is the place k of the instrument.
 */
export const instrumentEmbedding: LayerKind<'instrument-embedding'> = {
  kind: 'instrument-embedding',
  inferShape({ units }, input) {
    const { time, width } = expectSequence(input);
    return { time, width: width - 1 + units };
  },
  parameters: ({ units }, _input, instruments) => [
    { name: 'E', shape: [instruments, units], initializer: 'glorot-uniform' },
  ],
};
