import { expectSequence, type LayerKind } from './layer-kind.ts';

/**
 * Adds the sinusoids of Vaswani et al. 2017, section 3.5: PE(t, 2i) = sin(t / 10000^(2i / width)), PE(t, 2i + 1) the
 * cosine of the same; t counts from 0 at the window's oldest bar.
 */
export const positionalEncoding: LayerKind<'positional-encoding'> = {
  kind: 'positional-encoding',
  inferShape: (_layer, input) => expectSequence(input),
  parameters: () => [],
};

/** The sinusoids of a window, [time, width]. */
export function encodePositions(time: number, width: number): Float32Array {
  return Float32Array.from({ length: time * width }, (_, at) => {
    const t = Math.floor(at / width);
    const c = at % width;
    const angle = t / 10000 ** ((c - (c % 2)) / width);
    return c % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}
