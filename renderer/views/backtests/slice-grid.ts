import type { GridResult } from '#contract/backtest.ts';

export const measures = ['sharpe', 'totalReturn', 'maxDrawdown', 'trades'] as const;
export type Measure = (typeof measures)[number];

/** A part of a grid as a matrix; `cells` are places in the grid's own columns. */
export interface GridSlice {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** [row, column] */
  readonly cells: readonly (readonly number[])[];
  readonly values: readonly (readonly (number | null)[])[];
}

/**
 * One measure over two axes, by their places; further axes are held at the places in `fixed`. A grid of one axis is a single
 * row. In the grid the last axis varies fastest.
 */
export function sliceGrid(
  { axes, cells }: Pick<GridResult, 'axes' | 'cells'>,
  measure: Measure,
  across: number,
  down: number | null,
  fixed: readonly number[],
): GridSlice {
  const strides = axes.map((_, i) => axes.slice(i + 1).reduce((product, { values }) => product * values.length, 1));
  const rows = down === null ? [0] : axes[down]!.values;
  const columns = axes[across]!.values;
  const cellsOf = rows.map((_, r) =>
    columns.map((_, c) =>
      axes.reduce((sum, _axis, i) => sum + strides[i]! * (i === across ? c : i === down ? r : (fixed[i] ?? 0)), 0),
    ),
  );
  return {
    rows,
    columns,
    cells: cellsOf,
    values: cellsOf.map((row) => row.map((cell) => cells[measure][cell] ?? null)),
  };
}

/** The value of each axis at a cell of the grid. */
export function valuesAt(axes: GridResult['axes'], cell: number): number[] {
  let rest = cell;
  const places = axes.map(() => 0);
  for (let i = axes.length - 1; i >= 0; i--) {
    const { length } = axes[i]!.values;
    places[i] = rest % length;
    rest = Math.floor(rest / length);
  }
  return places.map((place, i) => axes[i]!.values[place]!);
}
