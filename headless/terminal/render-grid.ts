import type { GridResult } from '#contract/backtest.ts';
import { formatCount, formatPercent, formatSignedPercent } from './format.ts';
import { renderTable } from './table.ts';

/** More columns than this do not fit on a screen. */
const WIDEST = 16;
const TALLEST = 40;
const BEST_SHOWN = 10;

/** A grid as text: the Sharpe ratios as a matrix where it fits, the best cells otherwise, and what the search is worth. */
export function renderGrid(grid: GridResult): string {
  const { axes, cells, trials, overfitting } = grid;
  const [down, across] = axes;
  const fits =
    axes.length === 2 && across !== undefined && across.values.length <= WIDEST && down!.values.length <= TALLEST;
  return [
    `${formatCount(trials)} of ${formatCount(cells.sharpe.length)} combinations of ${axes.map(({ parameter }) => parameter).join(' and ')} were run.`,
    '',
    fits ? renderMatrix(grid) : renderBest(grid),
    '',
    overfitting === null
      ? 'Too few returns or combinations to tell whether the choice of the best is overfitted.'
      : `Probability of overfitting ${formatPercent(overfitting.probability)} (0 is best, 50 % is noise): in ${formatCount(overfitting.combinations)} ways to choose by one half of the span, how often the choice was no better than a blind one on the other half. It lost money there in ${formatPercent(overfitting.lossProbability)}.`,
  ].join('\n');
}

/** The best one is in brackets. */
function renderMatrix({ axes, cells, best }: GridResult): string {
  const [down, across] = [axes[0]!, axes[1]!];
  const width = across.values.length;
  return renderTable(
    [`Sharpe: ${down.parameter} ↓ ${across.parameter} →`, ...across.values.map(String)],
    down.values.map((value, row) => [
      String(value),
      ...across.values.map((_, column) => {
        const index = row * width + column;
        const sharpe = cells.sharpe[index];
        if (sharpe === null || sharpe === undefined) return cells.trades[index] === null ? '' : '–';
        return index === best ? `[${sharpe.toFixed(2)}]` : sharpe.toFixed(2);
      }),
    ]),
    across.values.map((_, i) => i + 1),
  );
}

function renderBest({ axes, cells }: GridResult): string {
  const order = cells.sharpe
    .map((sharpe, index) => ({ sharpe, index }))
    .filter((cell): cell is { sharpe: number; index: number } => cell.sharpe !== null)
    .sort((a, b) => b.sharpe - a.sharpe)
    .slice(0, BEST_SHOWN);
  return renderTable(
    [...axes.map(({ parameter }) => parameter), 'Sharpe', 'Total return', 'Drawdown', 'Trades'],
    order.map(({ sharpe, index }) => [
      ...placeOf(index, axes).map(String),
      sharpe.toFixed(2),
      formatSignedPercent(cells.totalReturn[index] ?? NaN),
      formatPercent(cells.maxDrawdown[index] ?? NaN),
      formatCount(cells.trades[index] ?? 0),
    ]),
    Array.from({ length: axes.length + 4 }, (_, i) => i),
  );
}

/** The value of each axis in a cell. */
function placeOf(index: number, axes: GridResult['axes']): number[] {
  let rest = index;
  const values: number[] = [];
  for (const { values: along } of [...axes].reverse()) {
    values.unshift(along[rest % along.length]!);
    rest = Math.floor(rest / along.length);
  }
  return values;
}
