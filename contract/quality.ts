import type { EpochMs } from './bars.ts';

/** Red findings block training until they are acknowledged; amber ones are shown; info ones are only listed. */
export const severities = ['red', 'amber', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What the checks of a history look for, in the order in which they are listed. */
export const qualityChecks = [
  'unit-jump',
  'unadjusted-split',
  'wrong-split',
  'wrong-dividend',
  'missing-dividend-adjustment',
  'identity-break',
  'gap',
  'duplicate',
  'future-date',
  'refused-row',
  'ohlc-violation',
  'price-jump',
  'stale-repeat',
  'zero-volume',
  'unfinished-bar',
  'time-zone-assumed',
  'ambiguous-time',
  'mixed-time-units',
  'unknown-scale',
  'adjustment-assumed',
  'series-refused',
] as const;
export type QualityCheck = (typeof qualityChecks)[number];

/** One thing that a check found in a history, with all the places where it found it. */
export interface QualityFinding {
  readonly check: QualityCheck;
  readonly severity: Severity;
  /** How many places there are; `times` and `rows` hold the first ones. */
  readonly count: number;
  /** Times of the first places, at most `shownPlaces`. */
  readonly times: readonly EpochMs[];
  /** Rows in the file of these places, counted from 1; 0 for one that is not of the last file, empty where none is. */
  readonly rows: readonly number[];
  /** A sentence: what was expected, what was found. */
  readonly message: string;
  /** What the import did about it. */
  readonly action: 'kept' | 'refused' | 'repaired';
  /** What the user can do, or empty. */
  readonly hint: string;
  /** Whether `--repair` knows a repair for it. */
  readonly repairable: boolean;
}

/** How many places a finding names. */
export const shownPlaces = 20;
