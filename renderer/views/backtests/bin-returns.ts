/** A stretch of returns, from `low` up to `high`, and how many lie in it. */
export interface ReturnBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

const FEWEST = 6;
const steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/**
 * Returns counted in stretches of a round width, of which zero is a border, so that none holds gains and losses. What lies
 * beyond the `most` stretches around the middle is counted in the last one on its side.
 */
export function binReturns(returns: readonly number[], most = 16): ReturnBin[] {
  if (returns.length === 0) return [];
  const sorted = [...returns].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  // A single far trade does not press all others into one stretch.
  const [low, high] = [at(0.02), at(0.98)];
  const width = steps.find((step) => Math.max(high, 0) / step - Math.min(low, 0) / step <= most - 2) ?? steps.at(-1)!;
  const first = Math.floor(low / width);
  const last = Math.max(Math.floor(high / width), first + Math.min(FEWEST, most) - 1);
  const counts = new Array<number>(last - first + 1).fill(0);
  for (const value of returns) {
    const place = Math.min(Math.max(Math.floor(value / width), first), last) - first;
    counts[place]!++;
  }
  return counts.map((count, i) => ({ low: (first + i) * width, high: (first + i + 1) * width, count }));
}
