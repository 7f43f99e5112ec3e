import { createRandom } from '../../kernel/random.ts';

const CONFIDENCE = 0.95;

/** Fewer returns than this say nothing about their spread. */
export const FEWEST_RETURNS = 20;

/** The mean length of a block that Politis and Romano show to be of the best order, n^(1/3). */
export function meanBlockOf(returns: number): number {
  return Math.max(1, Math.round(returns ** (1 / 3)));
}

export interface BootstrapOptions {
  readonly replicates: number;
  readonly meanBlock: number;
  readonly seed: number;
}

/**
 * 95 % percentile interval of the Sharpe ratio of one period by the stationary bootstrap. Null where returns are few or do
 * not vary. `returns` [periods]. Source: Politis and Romano 1994, Journal of the American Statistical Association 89,
 * 1303-1313.
 */
export function bootstrapSharpe(
  returns: Float64Array,
  options: BootstrapOptions,
): { low: number; high: number } | null {
  if (returns.length < FEWEST_RETURNS) return null;
  const drawn = new DrawnReturns(returns);
  if (!drawn.varies) return null;
  return resample([drawn], options, () => drawn.sharpe());
}

/**
 * The same of the difference between two ratios, of returns on the same periods that are drawn together: what moves both
 * at once moves no difference. Null where returns are few, or either does not vary. `returns`, `others` [periods]
 */
export function bootstrapSharpeDifference(
  returns: Float64Array,
  others: Float64Array,
  options: BootstrapOptions,
): { low: number; high: number } | null {
  if (returns.length < FEWEST_RETURNS || others.length !== returns.length) return null;
  const [one, other] = [new DrawnReturns(returns), new DrawnReturns(others)];
  if (!one.varies || !other.varies) return null;
  return resample([one, other], options, () => one.sharpe() - other.sharpe());
}

/** Returns from which blocks are drawn; of each series that is put together only sum and sum of squares are kept. */
class DrawnReturns {
  readonly length: number;
  readonly varies: boolean;
  /** Of the first k returns of the series twice over: a block costs two differences. */
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  #sum = 0;
  #square = 0;

  constructor(returns: Float64Array) {
    const length = returns.length;
    this.length = length;
    this.#sums = new Float64Array(2 * length + 1);
    this.#squares = new Float64Array(2 * length + 1);
    for (let k = 0; k < 2 * length; k++) {
      const value = returns[k % length]!;
      this.#sums[k + 1] = this.#sums[k]! + value;
      this.#squares[k + 1] = this.#squares[k]! + value * value;
    }
    this.varies = (this.#squares[length]! - this.#sums[length]! ** 2 / length) / (length - 1) > 1e-24;
  }

  begin(): void {
    this.#sum = 0;
    this.#square = 0;
  }

  add(start: number, size: number): void {
    this.#sum += this.#sums[start + size]! - this.#sums[start]!;
    this.#square += this.#squares[start + size]! - this.#squares[start]!;
  }

  sharpe(): number {
    const spread = (this.#square - (this.#sum * this.#sum) / this.length) / (this.length - 1);
    return spread > 0 ? this.#sum / this.length / Math.sqrt(spread) : 0;
  }
}

/**
 * Puts series of the same length together of blocks that begin anywhere, whose lengths are geometric with mean `meanBlock`,
 * and that go on at the start where they reach the end: what hangs together in time so stays together.
 */
function resample(
  drawn: readonly DrawnReturns[],
  { replicates, meanBlock, seed }: BootstrapOptions,
  measure: () => number,
): { low: number; high: number } {
  const { length } = drawn[0]!;
  const random = createRandom(seed);
  const logContinue = Math.log(1 - 1 / meanBlock);
  const measured = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (const each of drawn) each.begin();
    let left = length;
    while (left > 0) {
      const start = random.integer(length);
      const long = meanBlock === 1 ? 1 : 1 + Math.floor(Math.log(1 - random.uniform()) / logContinue);
      const size = Math.min(long, left, length);
      for (const each of drawn) each.add(start, size);
      left -= size;
    }
    measured[replicate] = measure();
  }
  measured.sort();
  const tail = Math.floor(((1 - CONFIDENCE) / 2) * replicates);
  return { low: measured[tail]!, high: measured[replicates - 1 - tail]! };
}
