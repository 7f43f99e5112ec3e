/** A column of a table as the rows have it; equal values have equal numbers. */
export interface LabelColumn {
  readonly name: string;
  readonly value: Float64Array;
}

/**
 * The column that tells apart the series of a table in which dates repeat, such as a ticker: no two rows have both
 * the date and the value of it in common, and it has fewer values than half of the rows. The one with the fewest
 * values; null where there is none. `order` lists the rows by time.
 */
export function findDistinguishingColumn(
  columns: readonly LabelColumn[],
  time: Float64Array,
  order: readonly number[],
): LabelColumn | null {
  let best: LabelColumn | null = null;
  let fewest = order.length / 2;
  for (const column of columns) {
    const { size } = new Set(column.value);
    if (size < 2 || size > fewest || (best !== null && size === fewest)) continue;
    if (!isUnique(column.value, time, order)) continue;
    best = column;
    fewest = size;
  }
  return best;
}

function isUnique(value: Float64Array, time: Float64Array, order: readonly number[]): boolean {
  const ofTime = new Set<number>();
  return order.every((row, i) => {
    if (i > 0 && time[order[i - 1]!] !== time[row]) ofTime.clear();
    if (ofTime.has(value[row]!)) return false;
    ofTime.add(value[row]!);
    return true;
  });
}
