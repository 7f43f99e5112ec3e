import { noActions, type CorporateActions } from '../../store/bars.ts';
import type { RowAction } from '../collected-rows.ts';
import { lowerBound } from '../lower-bound.ts';

const DAY = 86_400_000;

/**
 * Dividends and splits of rows, at the first bar on the new scale: that of their row, or, where its prices were
 * refused, the next one. `rowTime` are the bar times of the accepted rows, `time` those of the bars, ascending.
 * Two rows that tell of one day tell of one action; those of several days that meet at one bar add up.
 */
export function placeActions(
  actions: readonly RowAction[],
  rowTime: Float64Array,
  time: Float64Array,
): CorporateActions {
  if (actions.length === 0) return noActions;
  const byDay = new Map<number, RowAction>();
  for (const action of actions) {
    const day = action.index >= 0 ? rowTime[action.index]! : Math.floor(action.printed / DAY) * DAY;
    const isWithin = day >= time[0]! && day <= time[time.length - 1]!;
    if (isWithin && !byDay.has(day)) byDay.set(day, action);
  }
  const placed = new Map<number, { dividend: number; split: number }>();
  for (const [day, { dividend, split }] of [...byDay].sort(([a], [b]) => a - b)) {
    const at = time[lowerBound(time.length, (t) => time[t]! < day)]!;
    // A dividend counts on the scale of the bar before, which is that before the splits of earlier days.
    const before = placed.get(at) ?? { dividend: 0, split: 1 };
    placed.set(at, { dividend: before.dividend + dividend * before.split, split: before.split * split });
  }
  return {
    time: Float64Array.from(placed.keys()),
    dividend: Float64Array.from(placed.values(), ({ dividend }) => dividend),
    split: Float64Array.from(placed.values(), ({ split }) => split),
  };
}
