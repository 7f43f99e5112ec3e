import type { RefusedRow } from '#contract/bars.ts';
import type { RefusalList } from './collected-rows.ts';
import { GrowingColumn } from './growing-column.ts';

/** How many refused rows are kept with their reasons; the others are counted. */
const KEPT_REFUSALS = 100;

/** A file of which a larger share of rows cannot be used is not the file it seems to be. */
export const MAX_REFUSED_SHARE = 0.2;

/** An empty list of refused rows. */
export function createRefusalList(): RefusalList {
  const rows: RefusedRow[] = [];
  const unusableRows: RefusedRow[] = [];
  const unusable = { row: new GrowingColumn(), printed: new GrowingColumn() };
  let count = 0;
  let unusableCount = 0;
  return {
    rows,
    get count() {
      return count;
    },
    unusable: {
      rows: unusableRows,
      get count() {
        return unusableCount;
      },
    },
    add(row, reason, kind = 'unusable', printed = Number.NaN) {
      count++;
      if (rows.length < KEPT_REFUSALS) rows.push({ row, reason });
      if (kind !== 'unusable') return;
      unusableCount++;
      unusable.row.push(row);
      unusable.printed.push(printed);
      if (unusableRows.length < KEPT_REFUSALS) unusableRows.push({ row, reason });
    },
    leaveOut(isLeftOut) {
      const row = unusable.row.take();
      const printed = unusable.printed.take();
      const leftOut = new Set<number>();
      row.forEach((number, i) => {
        if (isLeftOut(number, printed[i]!)) leftOut.add(number);
        else {
          unusable.row.push(number);
          unusable.printed.push(printed[i]!);
        }
      });
      count -= row.length - unusable.row.length;
      unusableCount = unusable.row.length;
      for (const list of [rows, unusableRows]) {
        list.splice(0, Infinity, ...list.filter((refused) => !leftOut.has(refused.row)));
      }
    },
  };
}
