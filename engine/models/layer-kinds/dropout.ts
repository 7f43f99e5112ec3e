import type { LayerKind } from './layer-kind.ts';

/** Inverted dropout (Srivastava et al. 2014): in training an element is zeroed with probability `rate`, the others scaled by 1 / (1 - rate). */
export const dropout: LayerKind<'dropout'> = {
  kind: 'dropout',
  inferShape: (_layer, input) => input,
  parameters: () => [],
};
