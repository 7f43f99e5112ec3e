import type { EpochMs } from '#contract/bars.ts';

/** 2020-01-31, or with a time of day other than midnight 2020-01-31 15:59, with seconds where there are some. UTC. */
export function formatTime(time: EpochMs): string {
  const text = new Date(time).toISOString().replace('T', ' ');
  if (time % 86_400_000 === 0) return text.slice(0, 10);
  return text.slice(0, time % 60_000 === 0 ? 16 : 19);
}
