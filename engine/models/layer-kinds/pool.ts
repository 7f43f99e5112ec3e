import { expectSequence, type LayerKind } from './layer-kind.ts';

/** From a sequence to a vector: its last step, or the mean over time. */
export const pool: LayerKind<'pool'> = {
  kind: 'pool',
  inferShape: (_layer, input) => ({ width: expectSequence(input).width }),
  parameters: () => [],
};
