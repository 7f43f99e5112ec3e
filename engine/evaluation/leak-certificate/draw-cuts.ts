import type { Dataset } from '../../features/dataset.ts';
import { permutation, type Random } from '../../kernel/random.ts';

/** One instrument, and the bars behind which its future is changed. */
export interface InstrumentCuts {
  /** Place of the instrument in the dataset. */
  readonly place: number;
  /** Indices of its bars, ascending: windows of the test part end there. */
  readonly bars: readonly number[];
}

/** Instruments that are checked at most: a feature leaks in all of them or, with rare exceptions, in none. */
const MOST_INSTRUMENTS = 8;

const CUTS_PER_INSTRUMENT = 3;

/**
 * Cuts in all where there are few instruments. A leak shows at a cut only where it reaches over it: weeks that are
 * labelled by their first bar do at four cuts in five, a gap that is filled from behind only within the gap.
 */
const FEWEST_CUTS = 12;

/**
 * Instruments and cuts at random. The cuts lie in the test part, behind everything that was fitted, so the same ones
 * serve features, windows and forecasts; none is the last bar, for every window of the dataset has an outcome.
 */
export function drawCuts({ parts, instruments }: Dataset, random: Random): InstrumentCuts[] {
  const { origins } = parts.test;
  const windowEnds = instruments.map((): number[] => []);
  origins.instrument.forEach((place, sample) => windowEnds[place]!.push(origins.bar[sample]!));
  const places = Array.from(permutation(instruments.length, random))
    .filter((place) => windowEnds[place]!.length > 0)
    .slice(0, MOST_INSTRUMENTS);
  const cuts = Math.max(CUTS_PER_INSTRUMENT, Math.ceil(FEWEST_CUTS / places.length));
  return places.map((place) => {
    const candidates = windowEnds[place]!;
    const drawn = Array.from({ length: cuts }, () => candidates[random.integer(candidates.length)]!);
    return { place, bars: [...new Set(drawn)].sort((a, b) => a - b) };
  });
}
