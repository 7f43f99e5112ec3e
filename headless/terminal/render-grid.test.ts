import { expect, it } from 'vitest';
import type { GridResult } from '#contract/backtest.ts';
import { simulatedReportData } from '#engine/reports/fixture.test-data.ts';
import { renderGrid } from './render-grid.ts';

const { backtest: result } = simulatedReportData();
const grid: GridResult = {
  axes: [
    { parameter: 'fastBars', values: [5, 20] },
    { parameter: 'slowBars', values: [20, 50, 90] },
  ],
  cells: {
    totalReturn: [0.1, 0.2, 0.3, null, 0.5, 0],
    sharpe: [0.5, 0.75, -0.25, null, 1.5, null],
    maxDrawdown: [0.1, 0.1, 0.1, null, 0.1, 0],
    trades: [10, 20, 30, null, 1234, 0],
  },
  trials: 5,
  best: 4,
  overfitting: { probability: 0.25, lossProbability: 0.125, blocks: 16, combinations: 12_870 },
  result,
};
const cellsOf = (text: string): string[] => text.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));

it('shows two axes as a matrix: the best in brackets, nothing where parameters do not go together', () => {
  const lines = cellsOf(renderGrid(grid));
  expect(lines[0]).toBe('5 of 6 combinations of fastBars and slowBars were run.');
  expect(lines[2]).toBe('Sharpe: fastBars ↓ slowBars → | 20 | 50 | 90');
  expect(lines[4]).toBe('5 | 0.50 | 0.75 | -0.25');
  expect(lines[5]).toBe('20 | [1.50] | –');
  expect(lines.at(-1)).toMatch(
    /^Probability of overfitting 25\.0 % .* in 12,870 ways .* lost money there in 12\.5 %\.$/,
  );
});

it('lists the best where a matrix does not fit', () => {
  const axes = [...grid.axes, { parameter: 'bars', values: [7] }];
  const lines = cellsOf(renderGrid({ ...grid, axes, overfitting: null }));
  expect(lines[2]).toBe('fastBars | slowBars | bars | Sharpe | Total return | Drawdown | Trades');
  expect(lines[4]).toBe('20 | 50 | 7 | 1.50 | +50.0 % | 10.0 % | 1,234');
  expect(lines[7]).toBe('5 | 90 | 7 | -0.25 | +30.0 % | 10.0 % | 30');
  expect(lines.at(-1)).toContain('Too few returns or combinations');
});
