import type { Adjustment } from '#contract/bars.ts';
import { shownPlaces, type QualityFinding } from '#contract/quality.ts';
import type { CollectedRows, Duplicate } from './collected-rows.ts';
import type { ResolvedTimes } from './time/resolve-times.ts';

/** Rows that contradict each other may be a slip up to this share; beyond it the file mixes two histories. */
const CONFLICTS_FOR_RED = 0.01;

/** What reading a file found, before any bar is looked at for itself. */
export function describeReading({
  collected,
  resolved,
  future,
  duplicates,
  bars,
  guessedAdjustment,
}: {
  readonly collected: CollectedRows;
  readonly resolved: ResolvedTimes;
  /** Indices of rows dated in the future. */
  readonly future: readonly number[];
  readonly duplicates: readonly Duplicate[];
  readonly bars: number;
  /** How the prices were taken where the file does not say; null where it does. */
  readonly guessedAdjustment: Adjustment | null;
}): QualityFinding[] {
  const { columns, refusals, timeUnits, widened } = collected;
  const { time, timeZone, ambiguous } = resolved;
  const findings: QualityFinding[] = [];
  const timeOfRow = new Map<number, number>();
  function note(
    finding: Pick<QualityFinding, 'check' | 'severity' | 'message' | 'action' | 'hint'>,
    places: { readonly count: number; readonly rows: readonly number[]; readonly times: readonly number[] },
  ): void {
    findings.push({
      ...finding,
      count: places.count,
      rows: places.rows.slice(0, shownPlaces),
      times: places.times.slice(0, shownPlaces).filter((value) => !Number.isNaN(value)),
      repairable: false,
    });
  }
  function placesOf(indices: readonly number[]): { count: number; rows: number[]; times: number[] } {
    const first = indices.slice(0, shownPlaces);
    return { count: indices.length, rows: first.map((i) => columns.row[i]!), times: first.map((i) => time[i]!) };
  }
  function placesOfRows(rows: readonly number[]): { count: number; rows: readonly number[]; times: number[] } {
    if (timeOfRow.size === 0) columns.row.forEach((row, i) => timeOfRow.set(row, time[i]!));
    return {
      count: rows.length,
      rows: rows.slice(0, shownPlaces),
      times: rows.slice(0, shownPlaces).map((row) => timeOfRow.get(row) ?? Number.NaN),
    };
  }

  const same = duplicates.filter(({ isSame }) => isSame).map(({ row }) => row);
  const conflicting = duplicates.filter(({ isSame }) => !isSame).map(({ row }) => row);
  if (same.length > 0) {
    note(
      {
        check: 'duplicate',
        severity: 'info',
        message: `${rowsThat(same.length, 'repeats', 'repeat')} an earlier row of the same time word for word.`,
        action: 'refused',
        hint: '',
      },
      placesOfRows(same),
    );
  }
  if (conflicting.length > 0) {
    note(
      {
        check: 'duplicate',
        severity: conflicting.length > Math.max(5, CONFLICTS_FOR_RED * bars) ? 'red' : 'amber',
        message: `${rowsThat(conflicting.length, 'gives', 'give')} other values than an earlier row of the same time; the earlier row was kept.`,
        action: 'refused',
        hint: 'Compare the rows; where the later ones are right, remove the earlier ones from the file and import it with --replace.',
      },
      placesOfRows(conflicting),
    );
  }
  if (future.length > 0) {
    note(
      {
        check: 'future-date',
        severity: 'amber',
        message: `${rowsThat(future.length, 'is', 'are')} dated after today.`,
        action: 'refused',
        hint: 'Check the order of day and month (--day-order) and the clock of this computer.',
      },
      placesOf(future),
    );
  }
  const { unusable } = refusals;
  if (unusable.count > 0) {
    const [first] = unusable.rows;
    note(
      {
        check: 'refused-row',
        severity: unusable.count > 0.01 * bars ? 'amber' : 'info',
        message: `${rowsThat(unusable.count, 'could', 'could')} not be used${first ? `; the first: row ${first.row}, ${first.reason}` : ''}.`,
        action: 'refused',
        hint: 'Mend these rows in the file and import it again.',
      },
      { count: unusable.count, rows: unusable.rows.map(({ row }) => row), times: [] },
    );
  }
  if (widened.length > 0) {
    note(
      {
        check: 'ohlc-violation',
        severity: 'amber',
        message: `In ${widened.length === 1 ? 'one row' : `${widened.length} rows`} the open or the close lies outside of low to high; high and low were widened to hold them.`,
        action: 'repaired',
        hint: 'The closes are as in the file. Features of the day’s range are less sure on these bars.',
      },
      placesOfRows(widened),
    );
  }
  if (resolved.zoneAssumed) {
    note(
      {
        check: 'time-zone-assumed',
        severity: 'amber',
        message: `The file prints times without a zone; they were taken as ${timeZone}.`,
        action: 'kept',
        hint: 'State the zone of the exchange, for example --time-zone America/New_York, and import again with --replace.',
      },
      { count: 1, rows: [], times: [] },
    );
  }
  if (ambiguous.resolved.length + ambiguous.unresolved.length > 0) {
    const all = [...ambiguous.resolved, ...ambiguous.unresolved];
    note(
      {
        check: 'ambiguous-time',
        severity: ambiguous.unresolved.length > 0 ? 'amber' : 'info',
        message: `${rowsThat(all.length, 'lies', 'lie')} in an hour that the clocks of ${timeZone} show twice; ${ambiguous.unresolved.length === 0 ? 'the order of the rows tells which' : `${ambiguous.unresolved.length} of them may belong to either`}.`,
        action: 'kept',
        hint: '',
      },
      placesOf(all),
    );
  }
  if (timeUnits.size > 1) {
    const units = [...timeUnits].sort((a, b) => a[1].firstRow - b[1].firstRow);
    note(
      {
        check: 'mixed-time-units',
        severity: 'info',
        message: `Times count from 1970 in several units: ${units.map(([unit, { rows, firstRow }]) => `${unit} in ${rows} rows from row ${firstRow} on`).join(', ')}; each was read in its own.`,
        action: 'kept',
        hint: '',
      },
      { count: units.length - 1, rows: units.slice(1).map(([, { firstRow }]) => firstRow), times: [] },
    );
  }
  if (guessedAdjustment === 'none' || guessedAdjustment === 'adjusted-by-provider') {
    note(
      {
        check: 'adjustment-assumed',
        severity: 'amber',
        message: `The file does not say whether its prices are adjusted for splits and dividends; they were taken as ${guessedAdjustment === 'none' ? 'raw' : 'adjusted'}.`,
        action: 'kept',
        hint: 'State it: --adjustment raw, split-adjusted or adjusted.',
      },
      { count: 1, rows: [], times: [] },
    );
  }
  return findings;
}

function rowsThat(count: number, one: string, many: string): string {
  return count === 1 ? `One row ${one}` : `${count} rows ${many}`;
}
