import { createRandom } from '../../kernel/random.ts';

const CONFIDENCE = 0.95;

/** Fewer returns than this say nothing about their spread. */
export const FEWEST_RETURNS = 20;

/** The mean length of a block that Politis and Romano show to be of the best order, n^(1/3). */
export function meanBlockOf(returns: number): number {
  return Math.max(1, Math.round(returns ** (1 / 3)));
}

/**
 * 95 % percentile interval of the Sharpe ratio of one period by the stationary bootstrap: series of the same length are put
 * together of blocks that begin anywhere, whose lengths are geometric with mean `meanBlock`, and that go on at the start
 * where they reach the end. What hangs together in time so stays together. Null where returns are few or do not vary.
 * `returns` [periods]. Source: Politis and Romano 1994, Journal of the American Statistical Association 89, 1303-1313.
 */
export function bootstrapSharpe(
  returns: Float64Array,
  { replicates, meanBlock, seed }: { readonly replicates: number; readonly meanBlock: number; readonly seed: number },
): { low: number; high: number } | null {
  const length = returns.length;
  if (length < FEWEST_RETURNS) return null;
  // Sums of the first k returns of the series twice over, and of their squares: a block costs two differences.
  const sums = new Float64Array(2 * length + 1);
  const squares = new Float64Array(2 * length + 1);
  for (let k = 0; k < 2 * length; k++) {
    const value = returns[k % length]!;
    sums[k + 1] = sums[k]! + value;
    squares[k + 1] = squares[k]! + value * value;
  }
  const variance = (squares[length]! - sums[length]! ** 2 / length) / (length - 1);
  if (!(variance > 1e-24)) return null;

  const random = createRandom(seed);
  const logContinue = Math.log(1 - 1 / meanBlock);
  const ratios = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    let left = length;
    let sum = 0;
    let square = 0;
    while (left > 0) {
      const start = random.integer(length);
      const drawn = meanBlock === 1 ? 1 : 1 + Math.floor(Math.log(1 - random.uniform()) / logContinue);
      const size = Math.min(drawn, left, length);
      sum += sums[start + size]! - sums[start]!;
      square += squares[start + size]! - squares[start]!;
      left -= size;
    }
    const spread = (square - (sum * sum) / length) / (length - 1);
    ratios[replicate] = spread > 0 ? sum / length / Math.sqrt(spread) : 0;
  }
  ratios.sort();
  const tail = Math.floor(((1 - CONFIDENCE) / 2) * replicates);
  return { low: ratios[tail]!, high: ratios[replicates - 1 - tail]! };
}
