import type { EpochMs } from '#contract/bars.ts';
import type { CollectedRows } from './collected-rows.ts';

/**
 * The rows without what was noted of those before `from`: they are not taken, so whether they are good says nothing
 * about those that are. A refused row of which the date is not known lies before `from` where its neighbours do.
 * `time` is that of the accepted rows.
 */
export function leaveOutBefore(collected: CollectedRows, time: Float64Array, from: EpochMs): CollectedRows {
  const { columns, refusals, widened } = collected;
  const { row } = columns;
  const isBefore = (i: number): boolean => (Number.isNaN(time[i]) ? columns.printed[i]! : time[i]!) < from;
  refusals.leaveOut((refused, printed) => {
    if (!Number.isNaN(printed)) return printed < from;
    const next = firstFrom(row, refused);
    return (next === 0 || isBefore(next - 1)) && (next === row.length || isBefore(next));
  });
  return { ...collected, widened: widened.filter((refused) => !isBefore(firstFrom(row, refused))) };
}

/** Index of the first accepted row with this number or a later one; rows are in the order of the file. */
function firstFrom(row: Float64Array, number: number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (row[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
