import * as v from 'valibot';
import { settingsSchema, type Settings, type SettingsChange } from '#contract/settings.ts';
import type { Clock } from '../kernel/clock.ts';
import { transact, type ReadDatabase, type WriteDatabase } from '../store/open-store.ts';
import { listSettings, saveSetting } from '../store/settings.ts';

/** All settings. What is stored and cannot be used, such as a choice that a newer version had, counts as the default. */
export function readSettings(database: ReadDatabase): Settings {
  const stored = listSettings(database);
  const whole = v.safeParse(settingsSchema, stored);
  if (whole.success) return whole.output;
  const usable = Object.entries(stored).filter(([name, value]) => v.is(settingsSchema, { [name]: value }));
  return v.parse(settingsSchema, Object.fromEntries(usable));
}

export function changeSettings(database: WriteDatabase, clock: Clock, change: SettingsChange): Settings {
  return transact(database, (transaction) => {
    for (const [name, value] of Object.entries(change)) {
      if (value !== undefined) saveSetting(transaction, name, value, clock.now());
    }
    return readSettings(transaction);
  });
}
