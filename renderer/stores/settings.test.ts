import { describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { AppError } from '#contract/errors.ts';
import { settingsSchema, type Settings, type SettingsChange } from '#contract/settings.ts';
import { createFeed } from '../double/feed.ts';
import { createHostDouble } from '../double/host-double.ts';
import { runInApp } from '../double/run-in-app.test-data.ts';
import { useSettings } from './settings.ts';
import { useToasts } from './toasts.ts';

const defaults = v.parse(settingsSchema, {});

function start() {
  const feed = createFeed<Settings>();
  const sent: SettingsChange[] = [];
  /** What the next call does instead of storing. */
  let failure: AppError | null = null;
  const host = createHostDouble({
    instruments: 0,
    answers: {
      settings: {
        watch: () => Promise.resolve(feed.events()),
        set: (change) => {
          sent.push(change);
          return failure ? Promise.reject(failure) : Promise.resolve({ ...defaults, ...change } as Settings);
        },
      },
    },
  });
  const stores = runInApp(host, () => ({ settings: useSettings(), toasts: useToasts() }));
  return { feed, host, sent, fail: (error: AppError | null) => (failure = error), ...stores };
}

describe('the settings', () => {
  it('are unknown until the engine tells, and follow what other windows choose', async () => {
    const { feed, settings } = start();
    expect(settings.all).toBeNull();
    feed.push({ ...defaults, theme: 'dark' });
    await settings.known;
    expect(settings.all).toEqual({ ...defaults, theme: 'dark' });
    feed.push({ ...defaults, theme: 'light', language: 'pl' });
    await vi.waitFor(() => {
      expect(settings.all).toMatchObject({ theme: 'light', language: 'pl' });
    });
  });

  it('are in force at once, before the engine has answered or told anything', async () => {
    const { feed, sent, settings } = start();
    settings.set({ theme: 'light' });
    expect(settings.chosen).toEqual({ theme: 'light' });
    await vi.waitFor(() => {
      expect(settings.all).toEqual({ ...defaults, theme: 'light' });
    });
    expect(sent).toEqual([{ theme: 'light' }]);
    feed.push({ ...defaults, theme: 'dark' });
    await vi.waitFor(() => {
      expect(settings.all!.theme).toBe('dark');
    });
  });

  it('that were chosen while the engine was away are sent when it is back, the last choice of each', async () => {
    const { fail, feed, host, sent, settings, toasts } = start();
    feed.push(defaults);
    await settings.known;
    host.setConnection('lost');
    fail(new AppError('connection/lost', 'away', ''));
    settings.set({ theme: 'dark' });
    settings.set({ theme: 'light', jobsAtOnce: 2 });
    await vi.waitFor(() => {
      expect(sent).toHaveLength(2);
    });
    expect(settings.all).toMatchObject({ theme: 'light', jobsAtOnce: 2 });
    fail(null);
    host.setConnection('open');
    await vi.waitFor(() => {
      expect(sent.at(-1)).toEqual({ theme: 'light', jobsAtOnce: 2 });
    });
    expect(toasts.toasts).toEqual([]);
  });

  it('that the engine refuses are not in force, and it is said why', async () => {
    const { fail, feed, settings, toasts } = start();
    feed.push(defaults);
    await settings.known;
    fail(new AppError('store/busy', 'The workspace is busy.', 'Try again.'));
    settings.set({ theme: 'dark' });
    await vi.waitFor(() => {
      expect(settings.all!.theme).toBe('system');
    });
    expect(toasts.toasts).toMatchObject([{ error: { code: 'store/busy' } }]);
  });
});
