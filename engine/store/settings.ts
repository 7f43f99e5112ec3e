import type { EpochMs } from '#contract/bars.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** The settings that are not at their defaults, as they were stored. */
export function listSettings({ read }: ReadDatabase): Record<string, unknown> {
  const rows = read.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings').all();
  return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]));
}

export function saveSetting({ write }: WriteDatabase, name: string, value: unknown, at: EpochMs): void {
  write
    .prepare(
      `INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    )
    .run(name, JSON.stringify(value), at);
}
