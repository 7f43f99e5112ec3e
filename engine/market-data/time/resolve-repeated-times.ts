import { DAY } from './calendar-day.ts';
import type { Zone } from './time-zone.ts';

/** A file runs one way where so many of its steps do; blocks that were put together wrongly are no obstacle. */
const MIN_ONE_WAY_SHARE = 0.9;

export interface RepeatedTimes {
  /** Row numbers, ascending. */
  readonly resolved: readonly number[];
  readonly unresolved: readonly number[];
}

/**
 * Tells the two occurrences of autumn's repeated times apart, and moves the second ones in `time`, which has the first.
 * Rows that follow each other and whose times are all repeated form a run. It is read in the direction of the file,
 * oldest first: up to the row whose time goes back, the first occurrence; from there on, the second. A time that is
 * merely printed twice counts as going back where an occurrence has room for one bar only; with shorter bars it may
 * as well be a duplicate. A run that goes back never, or more than once, or that stands between rows of other days in
 * the wrong order, cannot be told, nor can any in a file without a direction. `length` of a bar in ms.
 */
export function resolveRepeatedTimes(
  time: Float64Array,
  printed: Float64Array,
  offsetMs: Float64Array | null,
  zone: Zone,
  length: number,
): RepeatedTimes {
  const resolved: number[] = [];
  const unresolved: number[] = [];
  const isRepeated = (row: number): boolean =>
    (offsetMs === null || Number.isNaN(offsetMs[row])) && zone.isAmbiguous(printed[row]!);
  const count = time.length;
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (isRepeated(row)) rows.push(row);
  if (rows.length === 0) return { resolved, unresolved };

  const step = findDirection(time, rows);
  for (let i = 0; i < rows.length;) {
    const from = i;
    i++;
    while (
      i < rows.length &&
      rows[i] === rows[i - 1]! + 1 &&
      Math.abs(printed[rows[i]!]! - printed[rows[i - 1]!]!) < DAY
    )
      i++;
    const run = rows.slice(from, i);
    const change = zone.toLaterUtc(printed[run[0]!]!) - zone.toUtc(printed[run[0]!]!);
    const second =
      step === 0 ? null : findSecondOccurrence(step === 1 ? run : run.toReversed(), printed, length >= change);
    if (second === null || !isInOrder(time, run, step)) {
      unresolved.push(...run);
      continue;
    }
    for (const row of second) time[row] = zone.toLaterUtc(printed[row]!);
    resolved.push(...run);
  }
  return { resolved, unresolved };
}

/** The rows of the run, oldest first, from the one on whose time goes back; null where that is not exactly one. */
function findSecondOccurrence(
  run: readonly number[],
  printed: Float64Array,
  isOneBar: boolean,
): readonly number[] | null {
  let start = -1;
  for (let i = 1; i < run.length; i++) {
    const change = printed[run[i]!]! - printed[run[i - 1]!]!;
    if (change < 0 || (change === 0 && isOneBar)) {
      if (start !== -1) return null;
      start = i;
    }
  }
  return start === -1 ? null : run.slice(start);
}

/** 1 where the rows that are not repeated run upwards in time, -1 downwards, 0 neither. */
function findDirection(time: Float64Array, repeated: readonly number[]): 1 | -1 | 0 {
  let passed = 0;
  let ups = 0;
  let downs = 0;
  let last = Number.NaN;
  for (let row = 0; row < time.length; row++) {
    if (repeated[passed] === row) {
      passed++;
      continue;
    }
    const next = time[row]!;
    if (Number.isNaN(next)) continue;
    if (next > last) ups++;
    else if (next < last) downs++;
    last = next;
  }
  const enough = (ups + downs) * MIN_ONE_WAY_SHARE;
  return ups + downs === 0 ? 0 : ups >= enough ? 1 : downs >= enough ? -1 : 0;
}

/** Whether the rows before and behind the run lie on the sides of it that the direction tells. */
function isInOrder(time: Float64Array, run: readonly number[], step: 1 | -1 | 0): boolean {
  const first = run[0]!;
  const last = run.at(-1)!;
  const before = first === 0 ? Number.NaN : time[first - 1]!;
  const behind = last === time.length - 1 ? Number.NaN : time[last + 1]!;
  // NaN, beyond the file or skipped by the clocks, is no evidence against.
  return !((before - time[first]!) * step > 0) && !((behind - time[last]!) * step < 0);
}
