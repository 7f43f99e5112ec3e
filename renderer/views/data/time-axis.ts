import type { EpochMs } from '#contract/bars.ts';

/** A stretch of time with the beginnings of some years in it. */
export interface Axis {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly ticks: readonly { readonly time: EpochMs; readonly share: number; readonly year: number }[];
}

const MOST_TICKS = 6;

/** From the first beginning to the last end of all spans. */
export function layOutAxis(spans: readonly { readonly from: EpochMs; readonly to: EpochMs }[]): Axis {
  const from = spans.reduce((least, span) => Math.min(least, span.from), Infinity);
  const to = spans.reduce((most, span) => Math.max(most, span.to), -Infinity);
  if (!(from < to)) return { from: Number.isFinite(from) ? from : 0, to: Number.isFinite(to) ? to : 0, ticks: [] };
  const first = new Date(from).getUTCFullYear() + 1;
  const last = new Date(to).getUTCFullYear();
  const step = [1, 2, 5, 10, 20, 50].find((years) => (last - first) / years < MOST_TICKS) ?? 100;
  const ticks: { time: number; share: number; year: number }[] = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const time = Date.UTC(year, 0, 1);
    ticks.push({ time, share: (time - from) / (to - from), year });
  }
  return { from, to, ticks };
}
