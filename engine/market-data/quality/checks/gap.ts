import type { QualityFinding } from '#contract/quality.ts';
import { formatDay } from '../../../kernel/format-day.ts';
import { createZone } from '../../time/time-zone.ts';
import { isIntraday, timeframeMs } from '../../time/timeframe-length.ts';
import type { CheckedHistory } from '../checked-history.ts';
import { describePlace, formatShare } from '../describe-place.ts';
import { makeFinding, Places } from '../make-finding.ts';

/*
 * gap: sessions and bars that are missing, against the calendar that the data itself shows.
 *
 * A weekday is expected where it has at least half as many sessions as the busiest one. Holidays last up to a week and a
 * half in some countries, so a run of up to 7 expected days without a session is nobody's fault; where all seven days
 * trade there are no holidays, and every missing day counts. Longer runs are amber, above 120 sessions, half a year, red.
 * Weekly bars may lack one week, monthly ones none; 26 weeks or 6 months are red.
 * Within sessions a bar is expected at the minutes of the day that most sessions have: the missing ones are listed as
 * info with their share, since an instrument that hardly trades lacks most of them. The first session counts from the
 * first bar on, the last one up to the last bar: data may begin and end in the midst of a day.
 */

const DAY = timeframeMs['1d'];

const EXPECTED_SHARE = 0.5;
const MAX_HOLIDAYS = 7;
const RED_SESSIONS = 120;
const RED_WEEKS = 26;
const RED_MONTHS = 6;

/** With fewer weeks, the minutes of all weekdays are counted together. */
const LEAST_WEEKS = 4;

/** Clocks change at a quarter of an hour. */
const QUARTER = 900_000;

export function checkGap(history: CheckedHistory): QualityFinding[] {
  if (history.bars.time.length < 2) return [];
  if (isIntraday(history.timeframe)) return checkSessions(history);
  if (history.timeframe === '1d') {
    const days = history.bars.time.map((time) => Math.floor(time / DAY));
    return describeRuns(history, findMissingDays(days), null, 'session', RED_SESSIONS);
  }
  return history.timeframe === '1w' ? checkWeeks(history) : checkMonths(history);
}

interface MissingRun {
  /** Index of the first day or bar after it. */
  readonly index: number;
  readonly missing: number;
}

function checkWeeks(history: CheckedHistory): QualityFinding[] {
  const runs = measureRuns(history, (before, after) => Math.round((after - before) / (7 * DAY)) - 1);
  return describeRuns(
    history,
    runs.filter(({ missing }) => missing > 1),
    null,
    'week',
    RED_WEEKS,
  );
}

function checkMonths(history: CheckedHistory): QualityFinding[] {
  const month = (time: number): number => {
    const date = new Date(time);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  const runs = measureRuns(history, (before, after) => month(after) - month(before) - 1);
  return describeRuns(history, runs, null, 'month', RED_MONTHS);
}

function measureRuns(
  { bars: { time } }: CheckedHistory,
  measure: (before: number, after: number) => number,
): MissingRun[] {
  const runs: MissingRun[] = [];
  for (let index = 1; index < time.length; index++) {
    const missing = measure(time[index - 1]!, time[index]!);
    if (missing > 0) runs.push({ index, missing });
  }
  return runs;
}

/** Monday is 0. Day 0 of the epoch was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** [7] 1 for the weekdays that have sessions. */
function findTradedWeekdays(days: Float64Array): Uint8Array {
  const counts = new Float64Array(7);
  for (const day of days) counts[weekdayOf(day)]!++;
  const most = Math.max(...counts);
  return Uint8Array.from(counts, (count) => (count >= EXPECTED_SHARE * most ? 1 : 0));
}

/** Runs of missing sessions beyond holidays. `days` are distinct, ascending days of the epoch. */
function findMissingDays(days: Float64Array): MissingRun[] {
  const traded = findTradedWeekdays(days);
  const perWeek = traded.reduce((sum, value) => sum + value, 0);
  const most = perWeek === 7 ? 0 : MAX_HOLIDAYS;
  const runs: MissingRun[] = [];
  for (let index = 1; index < days.length; index++) {
    const between = days[index]! - days[index - 1]! - 1;
    if (between <= most) continue;
    const weeks = Math.floor(between / 7);
    let missing = weeks * perWeek;
    for (let day = days[index - 1]! + 1 + weeks * 7; day < days[index]!; day++) missing += traded[weekdayOf(day)]!;
    if (missing > most) runs.push({ index, missing });
  }
  return runs;
}

/** `bars` gives the first bar of each day, or null where an index is one of bars already. */
function describeRuns(
  history: CheckedHistory,
  runs: readonly MissingRun[],
  bars: readonly number[] | null,
  unit: 'session' | 'week' | 'month',
  redFrom: number,
): QualityFinding[] {
  return (['red', 'amber'] as const).flatMap((severity) => {
    const chosen = runs.filter(({ missing }) => (missing > redFrom ? 'red' : 'amber') === severity);
    const first = chosen[0];
    if (!first) return [];
    const barOf = ({ index }: MissingRun): number => (bars ? bars[index]! : index);
    const longest = chosen.reduce((best, run) => (run.missing > best.missing ? run : best));
    const total = chosen.reduce((sum, { missing }) => sum + missing, 0);
    const plural = total === 1 ? '' : 's';
    return [
      makeFinding(history, 'gap', severity, Places.of(chosen.map(barOf)), {
        message:
          `About ${total} ${unit}${plural} ${total === 1 ? 'is' : 'are'} missing` +
          `${chosen.length === 1 ? '' : ` in ${chosen.length} holes, ${longest.missing} of them`} between ` +
          `${describePlace(history, barOf(longest) - 1)} and ${describePlace(history, barOf(longest))}.`,
        hint:
          severity === 'red'
            ? `Import the part after the hole alone with --replace --from ${formatDay(history.bars.time[barOf(longest)]!)}, or a history without it: what was learned before may not hold after.`
            : 'Import a file that has these days, if trade took place on them.',
      }),
    ];
  });
}

function checkSessions(history: CheckedHistory): QualityFinding[] {
  const { time } = history.bars;
  const count = time.length;
  const step = timeframeMs[history.timeframe];
  const slots = Math.ceil(DAY / step);
  const zone = createZone(history.timeZone);
  // Day of the epoch and slot of the day of each bar, by the clocks of the exchange.
  const day = new Int32Array(count);
  const slot = new Uint16Array(count);
  let quarter = NaN;
  let offset = 0;
  for (let t = 0; t < count; t++) {
    const at = Math.floor(time[t]! / QUARTER);
    if (at !== quarter) {
      quarter = at;
      offset = zone.toPrinted(at * QUARTER) - at * QUARTER;
    }
    const local = time[t]! + offset;
    day[t] = Math.floor(local / DAY);
    slot[t] = Math.floor((local - day[t]! * DAY) / step);
  }

  const firstBars: number[] = [];
  for (let t = 0; t < count; t++) if (t === 0 || day[t] !== day[t - 1]) firstBars.push(t);
  const days = Float64Array.from(firstBars, (t) => day[t]!);
  const findings = describeRuns(history, findMissingDays(days), firstBars, 'session', RED_SESSIONS);

  const byWeekday = days.at(-1)! - days[0]! >= LEAST_WEEKS * 7;
  const kindOf = (d: number): number => (byWeekday ? weekdayOf(d) : 0);
  const daysOfKind = new Float64Array(7);
  for (const d of days) daysOfKind[kindOf(d)]!++;
  const seen = new Uint32Array(7 * slots);
  for (let t = 0; t < count; t++) seen[kindOf(day[t]!) * slots + slot[t]!]!++;

  // expectedBefore[kind × (slots + 1) + s]: how many slots below s are expected.
  const expectedBefore = new Uint32Array(7 * (slots + 1));
  let expected = 0;
  let present = 0;
  for (let kind = 0; kind < 7; kind++) {
    for (let s = 0; s < slots; s++) {
      const isExpected = seen[kind * slots + s]! > EXPECTED_SHARE * daysOfKind[kind]!;
      const at = kind * (slots + 1) + s;
      expectedBefore[at + 1] = expectedBefore[at]! + (isExpected ? 1 : 0);
      if (!isExpected) continue;
      expected += daysOfKind[kind]!;
      present += Math.min(seen[kind * slots + s]!, daysOfKind[kind]!);
    }
  }
  const firstKind = kindOf(day[0]!) * (slots + 1);
  const lastKind = kindOf(day[count - 1]!) * (slots + 1);
  expected -= expectedBefore[firstKind + slot[0]!]! - expectedBefore[firstKind]!;
  expected -= expectedBefore[lastKind + slots]! - expectedBefore[lastKind + slot[count - 1]! + 1]!;
  // An hour that the clocks repeat can stand in for one beyond the ends.
  const missing = expected - present;
  if (missing <= 0) return findings;

  const holes = new Places();
  for (let t = 1; t < count; t++) {
    if (day[t] !== day[t - 1] || slot[t]! <= slot[t - 1]! + 1) continue;
    const base = kindOf(day[t]!) * (slots + 1);
    if (expectedBefore[base + slot[t]!]! > expectedBefore[base + slot[t - 1]! + 1]!) holes.add(t);
  }
  // Bars may also be missing at the ends of sessions only.
  if (holes.count === 0) holes.add(0);
  findings.push(
    makeFinding(history, 'gap', 'info', holes, {
      message:
        `${missing} of the ${expected} bars that sessions usually have (${formatShare(missing / expected)}) are missing. ` +
        'Without trade there is no bar, so instruments that trade little lack many.',
      hint: '',
    }),
  );
  return findings;
}
