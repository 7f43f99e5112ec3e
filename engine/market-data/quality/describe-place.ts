import { formatDay } from '../../kernel/format-day.ts';
import { isIntraday } from '../time/timeframe-length.ts';
import type { CheckedHistory } from './checked-history.ts';

/** A bar in words: `2024-10-24`, of shorter bars `2024-10-24 16:00 UTC`, with the row where the file has it. */
export function describePlace(history: CheckedHistory, t: number): string {
  const time = history.bars.time[t]!;
  const day = formatDay(time);
  const row = history.rowOf(t);
  const when = isIntraday(history.timeframe) ? `${day} ${new Date(time).toISOString().slice(11, 16)} UTC` : day;
  return row > 0 ? `${when} (row ${row})` : when;
}

/** A number with as many digits as a price needs: 4 after the point, or 4 significant ones. */
export function formatPrice(value: number): string {
  return String(Math.abs(value) >= 1 ? Number(value.toFixed(4)) : Number(value.toPrecision(4)));
}

/** 0.0351 as 3.51 %. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${Number(Math.abs(percent) >= 1 ? percent.toFixed(1) : percent.toPrecision(2))} %`;
}

/** The factor between two scales: 5 as 5:1, 0.05 as 1:20, 1.5 as 3:2. */
export function formatRatio(ratio: number): string {
  for (let below = 1; below <= 20; below++) {
    const above = ratio * below;
    if (Math.round(above) >= 1 && Math.abs(above - Math.round(above)) < 1e-3 * above)
      return `${Math.round(above)}:${below}`;
  }
  const inverse = 1 / ratio;
  return Math.abs(inverse - Math.round(inverse)) < 1e-3 * inverse
    ? `1:${Math.round(inverse)}`
    : `${Number(ratio.toPrecision(5))}:1`;
}
