import type { StampConvention, Timeframe } from '#contract/bars.ts';
import { DAY } from './calendar-day.ts';
import { findStampConvention } from './find-stamp-convention.ts';
import {
  findIntradayTimeframe,
  findLongTimeframe,
  isDailyOrLonger,
  measureDistances,
  unknownTimeframeOfOneTime,
} from './find-timeframe.ts';
import { nameLocalDays } from './name-local-days.ts';
import { resolveRepeatedTimes } from './resolve-repeated-times.ts';
import { timeframeMs } from './timeframe-length.ts';
import { createZone, type Zone } from './time-zone.ts';

export type RowOrder = 'ascending' | 'descending' | 'unordered';

/** Times as a file prints them, in the order of its rows. */
export interface PrintedTimes {
  /** [rows] Date and time as if UTC, epoch ms. */
  readonly printed: Float64Array;
  /** [rows] Offset from UTC printed with each, ms; NaN where none was; null where none was in the whole file. */
  readonly offsetMs: Float64Array | null;
  /** The zone that the user or the format states. */
  readonly timeZone: string | null;
  readonly stamps: Exclude<StampConvention, 'day'> | null;
}

export interface ResolvedTimes {
  /** [rows] The time of the bar (see Bars), NaN where the clocks skip the printed time in spring. */
  readonly time: Float64Array;
  readonly timeframe: Timeframe;
  readonly stamps: StampConvention;
  readonly timeZone: string;
  /** Whether intraday times without an offset were taken as UTC because nothing says otherwise. */
  readonly zoneAssumed: boolean;
  /** Rows whose printed time occurs twice that day, and whether the order of the rows told which one is meant. */
  readonly ambiguous: { readonly resolved: readonly number[]; readonly unresolved: readonly number[] };
  /** Of `time`; equal neighbours are in order. */
  readonly order: RowOrder;
}

/**
 * Turns printed times into the times of bars (see Bars).
 *
 * Bars of a day or longer, told by more than two thirds of the distances between neighbouring times being at least 20
 * hours: a bar's time is midnight UTC of the day as printed, whatever the offset behind it. Only where the offset is 0,
 * as for epoch numbers, and a zone is stated is the time an instant, which falls on a day of that zone; but exact
 * midnight UTC names the day itself, since no zone west of Greenwich has its midnight then and east of it the day is
 * the same. Where the offset is 0 and no zone is stated, times from 11:00 UTC on may be midnights east of Greenwich,
 * which name the next day; the weekends tell (see nameLocalDays). A single time is a daily bar where it is a midnight.
 *
 * Shorter bars: instants by the printed offset, else by the zone, else as UTC (`zoneAssumed`). A time that occurs
 * twice in autumn is told by the order of the rows (see resolveRepeatedTimes), and is the first one where that does
 * not tell. The length is the known one that the most common distance is; bars that are stamped with their close
 * (stated, or told by the sessions, see findStampConvention) are moved back by it.
 *
 * Errors: import/unknown-timeframe, import/unknown-time-zone.
 */
export function resolveTimes(input: PrintedTimes): ResolvedTimes {
  const { printed, offsetMs } = input;
  const zone = input.timeZone === null ? null : createZone(input.timeZone);
  const distances = measureDistances(withoutOffsets(printed, offsetMs));
  if (distances.length === 0 ? isAtMidnight(printed, offsetMs, zone) : isDailyOrLonger(distances)) {
    const time = localDays(printed, offsetMs, zone);
    return {
      time,
      timeframe: distances.length === 0 ? '1d' : findLongTimeframe(distances),
      stamps: 'day',
      timeZone: input.timeZone ?? 'UTC',
      zoneAssumed: false,
      ambiguous: { resolved: [], unresolved: [] },
      order: findOrder(time),
    };
  }
  if (distances.length === 0) throw unknownTimeframeOfOneTime();
  const timeframe = findIntradayTimeframe(distances);
  const length = timeframeMs[timeframe];
  const { time, hasNaive } = findInstants(printed, offsetMs, zone);
  const ambiguous =
    zone !== null ? resolveRepeatedTimes(time, printed, offsetMs, zone, length) : { resolved: [], unresolved: [] };
  const stamps = input.stamps ?? findStampConvention(localTimes(time, printed, offsetMs, zone), length);
  if (stamps === 'close') for (let i = 0; i < time.length; i++) time[i]! -= length;
  return {
    time,
    timeframe,
    stamps,
    timeZone: input.timeZone ?? 'UTC',
    zoneAssumed: zone === null && hasNaive,
    ambiguous,
    order: findOrder(time),
  };
}

/** Printed minus offset, where there is one: near enough to instants for distances. */
function withoutOffsets(printed: Float64Array, offsetMs: Float64Array | null): Float64Array {
  if (offsetMs === null) return printed;
  return printed.map((time, i) => (Number.isNaN(offsetMs[i]) ? time : time - offsetMs[i]!));
}

function localDays(printed: Float64Array, offsetMs: Float64Array | null, zone: Zone | null): Float64Array {
  if (zone === null) return nameLocalDays(printed, offsetMs);
  return printed.map((time, i) => {
    const isInstant = offsetMs?.[i] === 0 && time % DAY !== 0;
    return Math.floor((isInstant ? zone.toPrinted(time) : time) / DAY) * DAY;
  });
}

/** Whether the only time is a midnight: as printed, or, for an instant, in the zone. */
function isAtMidnight(printed: Float64Array, offsetMs: Float64Array | null, zone: Zone | null): boolean {
  const time = printed[0];
  if (time === undefined || time % DAY === 0) return true;
  return zone !== null && offsetMs?.[0] === 0 && zone.toPrinted(time) % DAY === 0;
}

function findInstants(
  printed: Float64Array,
  offsetMs: Float64Array | null,
  zone: Zone | null,
): { readonly time: Float64Array; readonly hasNaive: boolean } {
  const time = new Float64Array(printed.length);
  let hasNaive = false;
  for (let i = 0; i < time.length; i++) {
    const offset = offsetMs === null ? Number.NaN : offsetMs[i]!;
    if (Number.isNaN(offset)) {
      hasNaive = true;
      time[i] = zone === null ? printed[i]! : zone.toUtc(printed[i]!);
    } else {
      time[i] = printed[i]! - offset;
    }
  }
  return { time, hasNaive };
}

/** Wall clocks: those of the zone for instants, otherwise as printed. */
function localTimes(
  time: Float64Array,
  printed: Float64Array,
  offsetMs: Float64Array | null,
  zone: Zone | null,
): Float64Array {
  if (offsetMs === null || zone === null) return printed;
  return printed.map((clock, i) => (Number.isNaN(offsetMs[i]) ? clock : zone.toPrinted(time[i]!)));
}

/** NaN is passed over. */
function findOrder(time: Float64Array): RowOrder {
  let ups = 0;
  let downs = 0;
  let last = Number.NaN;
  for (const next of time) {
    if (next > last) ups++;
    else if (next < last) downs++;
    if (!Number.isNaN(next)) last = next;
  }
  return downs === 0 ? 'ascending' : ups === 0 ? 'descending' : 'unordered';
}
