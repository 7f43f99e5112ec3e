import { shallowRef, triggerRef } from 'vue';
import type { WatchlistRow } from '#contract/api/watchlists.ts';
import type { Timeframe } from '#contract/bars.ts';
import { decodeColumns, type Column } from '#contract/columns.ts';
import { useHost } from '../../use-host.ts';

/** Closes that are drawn. */
const BARS = 60;
/** Asked for at once: no address gets too long, and scrolling through thousands asks a few times only. */
const BATCH = 250;

/** Closes of the rows that come into sight, loaded in batches and kept until the history changes. */
export function useSparklines(fail: (error: unknown) => void) {
  const host = useHost();
  const lines = shallowRef(new Map<string, Column>());
  const asked = new Set<string>();
  const keyOf = (row: WatchlistRow, timeframe: Timeframe): string =>
    `${row.symbol} ${timeframe} ${row.last?.snapshot ?? ''}`;

  async function need(rows: readonly WatchlistRow[], timeframe: Timeframe): Promise<void> {
    const missing = rows.filter((row) => row.last !== null && !asked.has(keyOf(row, timeframe))).slice(0, BATCH);
    if (missing.length === 0) return;
    for (const row of missing) asked.add(keyOf(row, timeframe));
    try {
      const query = new URLSearchParams({
        symbols: missing.map(({ symbol }) => symbol).join(','),
        timeframe,
        bars: String(BARS),
      });
      const { columns } = decodeColumns(new Uint8Array(await host.data(`/data/sparklines?${query}`)));
      for (const row of missing) {
        const closes = columns.get(row.symbol);
        if (closes) lines.value.set(keyOf(row, timeframe), closes);
      }
      triggerRef(lines);
    } catch (error) {
      for (const row of missing) asked.delete(keyOf(row, timeframe));
      fail(error);
    }
  }
  return { need, of: (row: WatchlistRow, timeframe: Timeframe) => lines.value.get(keyOf(row, timeframe)) };
}
