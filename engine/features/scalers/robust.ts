import { fitStandard } from './standard.ts';

/**
 * (value - median) / interquartile range, which wild values do not move; a constant column scales to 0. Quartiles are
 * interpolated between neighbours in rank (Hyndman and Fan 1996, type 7). Where at least half of the values are equal,
 * as with rare events, the range can be 0; the standard deviation then takes its place.
 */
export function fitRobust(values: Float64Array, min: number, max: number): { offset: number; factor: number } {
  const sorted = values.toSorted();
  const offset = quantile(sorted, 0.5);
  const range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  return { offset, factor: range > 0 ? 1 / range : fitStandard(values, min, max).factor };
}

function quantile(sorted: Float64Array, level: number): number {
  const rank = level * (sorted.length - 1);
  const below = Math.floor(rank);
  const [low, high] = [sorted[below]!, sorted[Math.ceil(rank)]!];
  return low + (rank - below) * (high - low);
}
