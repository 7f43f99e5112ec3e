import type { EpochMs } from '#contract/bars.ts';

/** The day of a time in UTC, as 2026-06-30. */
export function formatDay(time: EpochMs): string {
  return new Date(time).toISOString().slice(0, 10);
}
