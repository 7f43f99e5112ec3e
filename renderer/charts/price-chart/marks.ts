/** Past forecasts as they are marked: what each said at its bar, and whether it came so. Columns, ascending in bar. */
export interface Marks {
  /** Index of the bar at which the forecast was made. */
  readonly bar: ArrayLike<number>;
  /** 1 where it said up. */
  readonly saidUp: ArrayLike<number>;
  /** 1 right, 0 wrong, 2 not known yet. */
  readonly outcome: ArrayLike<number>;
}

export const noMarks: Marks = { bar: [], saidUp: [], outcome: [] };

/** What stands in one column of the strip: shares of right and wrong among the forecasts of its bars. */
export interface MarkColumn {
  readonly firstBar: number;
  readonly right: number;
  readonly wrong: number;
  readonly open: number;
}

/** Counts the marks from bar `first` up to `end` by buckets of `size` bars; buckets without marks are left out. */
export function countMarks({ bar, outcome }: Marks, first: number, end: number, size: number): MarkColumn[] {
  const columns: { firstBar: number; right: number; wrong: number; open: number }[] = [];
  for (let i = lowerBound(bar, first); i < bar.length && bar[i]! < end; i++) {
    const firstBar = Math.floor(bar[i]! / size) * size;
    let column = columns.at(-1);
    if (column?.firstBar !== firstBar) columns.push((column = { firstBar, right: 0, wrong: 0, open: 0 }));
    if (outcome[i] === 1) column.right++;
    else if (outcome[i] === 0) column.wrong++;
    else column.open++;
  }
  return columns;
}

/** First place in an ascending column whose value is at least `value`. */
export function lowerBound(column: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
