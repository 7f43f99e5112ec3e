import type { Overfitting } from '#contract/backtest.ts';

/** Sums over consecutive blocks of periods of what each cell of a grid returned. */
export interface BlockSums {
  readonly cells: number;
  readonly blocks: number;
  /** Periods in each block. [blocks] */
  readonly counts: Int32Array;
  /** Returns, and their squares. [cells, blocks] */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

const FEWEST_PERIODS_IN_A_BLOCK = 10;
const MANY_CELLS = 2000;

/** How many blocks a grid is cut into: 16, as the authors advise, 10 for more than 2,000 cells, fewer on few periods; 0 below. */
export function chooseBlocks(cells: number, periods: number): number {
  const most = cells > MANY_CELLS ? 10 : 16;
  const blocks = Math.min(most, 2 * Math.floor(periods / FEWEST_PERIODS_IN_A_BLOCK / 2));
  return cells >= 2 && blocks >= 4 ? blocks : 0;
}

/** Empty sums for a grid. */
export function makeBlockSums(cells: number, blocks: number): BlockSums {
  return {
    ...{ cells, blocks, counts: new Int32Array(blocks) },
    sums: new Float64Array(cells * blocks),
    squares: new Float64Array(cells * blocks),
  };
}

/** Enters the returns of one cell, cut into blocks as even as they go. `returns` [periods] */
export function addBlocks({ blocks, counts, sums, squares }: BlockSums, cell: number, returns: Float64Array): void {
  for (let block = 0; block < blocks; block++) {
    const from = Math.floor((block * returns.length) / blocks);
    const to = Math.floor(((block + 1) * returns.length) / blocks);
    let sum = 0;
    let square = 0;
    for (let k = from; k < to; k++) {
      sum += returns[k]!;
      square += returns[k]! * returns[k]!;
    }
    counts[block] = to - from;
    sums[cell * blocks + block] = sum;
    squares[cell * blocks + block] = square;
  }
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation: in each way to choose half of the
 * blocks, the cell with the best Sharpe ratio on them is ranked among all cells on the other half, rank / (cells + 1), equal
 * ones sharing their ranks. The probability is the share of the ways in which that rank is at most 1/2: the choice then was
 * no better than a blind one. About 0.5 is noise. A cell whose returns do not vary has a ratio of 0.
 * Source: Bailey, Borwein, López de Prado and Zhu 2017, Journal of Computational Finance 20(4), 39-69.
 */
export function overfittingProbability({ cells, blocks, counts, sums, squares }: BlockSums): Overfitting {
  const half = blocks / 2;
  // Sums over the chosen blocks, a layer for each depth of the choice.
  const chosenSums = Array.from({ length: half + 1 }, () => new Float64Array(cells));
  const chosenSquares = Array.from({ length: half + 1 }, () => new Float64Array(cells));
  const allSums = new Float64Array(cells);
  const allSquares = new Float64Array(cells);
  let periods = 0;
  for (let block = 0; block < blocks; block++) {
    periods += counts[block]!;
    for (let cell = 0; cell < cells; cell++) {
      allSums[cell]! += sums[cell * blocks + block]!;
      allSquares[cell]! += squares[cell * blocks + block]!;
    }
  }
  let combinations = 0;
  let overfitted = 0;
  let lost = 0;
  const outside = new Float64Array(cells);

  function judge(chosenPeriods: number): void {
    const [inSums, inSquares] = [chosenSums[half]!, chosenSquares[half]!];
    const restPeriods = periods - chosenPeriods;
    let best = 0;
    let highest = -Infinity;
    for (let cell = 0; cell < cells; cell++) {
      const inside = ratioOf(inSums[cell]!, inSquares[cell]!, chosenPeriods);
      if (inside > highest) {
        highest = inside;
        best = cell;
      }
      outside[cell] = ratioOf(allSums[cell]! - inSums[cell]!, allSquares[cell]! - inSquares[cell]!, restPeriods);
    }
    const own = outside[best]!;
    let below = 0;
    let equal = 0;
    for (let cell = 0; cell < cells; cell++) {
      if (outside[cell]! < own) below++;
      else if (outside[cell] === own) equal++;
    }
    const rank = below + (equal + 1) / 2;
    combinations++;
    if (rank / (cells + 1) <= 0.5) overfitted++;
    if (allSums[best]! - inSums[best]! < 0) lost++;
  }

  function choose(from: number, depth: number, chosenPeriods: number): void {
    if (depth === half) {
      judge(chosenPeriods);
      return;
    }
    const [sumsHere, squaresHere] = [chosenSums[depth]!, chosenSquares[depth]!];
    const [sumsNext, squaresNext] = [chosenSums[depth + 1]!, chosenSquares[depth + 1]!];
    for (let block = from; block <= blocks - (half - depth); block++) {
      for (let cell = 0; cell < cells; cell++) {
        sumsNext[cell] = sumsHere[cell]! + sums[cell * blocks + block]!;
        squaresNext[cell] = squaresHere[cell]! + squares[cell * blocks + block]!;
      }
      choose(block + 1, depth + 1, chosenPeriods + counts[block]!);
    }
  }

  choose(0, 0, 0);
  return { probability: overfitted / combinations, lossProbability: lost / combinations, blocks, combinations };
}

/** Mean over deviation from sums; 0 where nothing varies. */
function ratioOf(sum: number, square: number, periods: number): number {
  const variance = square / periods - (sum / periods) ** 2;
  return variance > 1e-24 ? sum / periods / Math.sqrt(variance) : 0;
}
