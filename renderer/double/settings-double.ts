import * as v from 'valibot';
import { settingsSchema, type Settings } from '#contract/settings.ts';
import { readKeptLook } from '../stores/preferences.ts';
import type { Answers } from './answers.ts';
import { createFeed } from './feed.ts';

/** Settings in memory; they begin as the page remembers them, as those of an engine would that had told them. */
export function createSettingsDouble(): NonNullable<Answers['settings']> {
  let settings: Settings = v.parse(settingsSchema, typeof localStorage === 'undefined' ? {} : (readKeptLook() ?? {}));
  const feed = createFeed<Settings>();
  feed.push(settings);
  return {
    get: () => Promise.resolve(settings),
    set: (change) => {
      settings = { ...settings, ...change } as Settings;
      feed.push(settings);
      return Promise.resolve(settings);
    },
    watch: () => Promise.resolve(feed.events()),
  };
}
