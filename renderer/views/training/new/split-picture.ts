import type { SplitSpec } from '#contract/model-spec.ts';
import { cutPlaces, findBorders, type SplitPlaces } from '#contract/split-places.ts';

/** A stretch of the time bar, as shares of the usable bars from 0 to 1. */
export interface Stretch {
  readonly kind: SplitPlaces['name'] | 'purge' | 'embargo';
  readonly from: number;
  readonly to: number;
  readonly bars: number;
}

/** The whole of the time bar without holes: parts, and at each border the purge before it and the embargo after it. */
export function drawSplit(bars: number, split: SplitSpec, horizonBars: number): Stretch[] {
  const borders = findBorders(bars, split);
  const stretches: Stretch[] = [];
  const add = (kind: Stretch['kind'], from: number, to: number): void => {
    if (to > from) stretches.push({ kind, from: from / bars, to: to / bars, bars: to - from });
  };
  cutPlaces(borders, split, horizonBars).forEach(({ name, first, last }, i) => {
    const [start, end] = [borders[i]!, borders[i + 1]!];
    const embargoEnd = Math.min(first, end);
    const purgeStart = Math.max(last + 1, embargoEnd);
    add('embargo', start, embargoEnd);
    add(name, embargoEnd, purgeStart);
    add('purge', purgeStart, end);
  });
  return stretches;
}

/** Parts that nothing is left of after purge and embargo. */
export function findEmptyParts(bars: number, split: SplitSpec, horizonBars: number): SplitPlaces['name'][] {
  return cutPlaces(findBorders(bars, split), split, horizonBars)
    .filter(({ first, last }) => last < first)
    .map(({ name }) => name);
}

/** Each part takes at least this share when borders are dragged; the schema asks for 5 % of test. */
export const LEAST_SHARE = 0.05;

/** The split with the border behind train, validation or calibration (0, 1, 2) at `share` of the bars, in steps of 1 %. */
export function moveBorder(split: SplitSpec, border: 0 | 1 | 2, share: number): SplitSpec {
  const borders = [
    0,
    split.train,
    split.train + split.validation,
    split.train + split.validation + split.calibration,
    1,
  ];
  const least = borders[border]! + LEAST_SHARE;
  const most = borders[border + 2]! - LEAST_SHARE;
  borders[border + 1] = round(Math.min(Math.max(share, least), most));
  const [, a, b, c] = borders as [number, number, number, number, number];
  return { ...split, train: round(a), validation: round(b - a), calibration: round(c - b) };
}

/** To whole percents, without the dust of binary fractions. */
function round(share: number): number {
  return Math.round(share * 100) / 100;
}
