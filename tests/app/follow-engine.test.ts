import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlertEvent } from '#contract/alert.ts';
import type { Job } from '#contract/job.ts';
import type { Settings } from '#contract/settings.ts';
import { followEngine, type FollowOptions } from '../../electron/main/follow-engine.ts';
import { createKeepAwake } from '../../electron/main/keep-awake.ts';
import { createFeed } from '../../renderer/double/feed.ts';
import { double, powerSaveBlocker } from './electron-double/electron.ts';

/** What Electron's main process does by itself with what the engine tells, on the double of Electron. */
function follow(locale = 'en-GB') {
  const settings = createFeed<Settings>();
  const alerts = createFeed<AlertEvent>();
  const jobs = createFeed<Job[]>();
  const went: string[] = [];
  const bugs: unknown[] = [];
  const client = {
    settings: { watch: () => Promise.resolve(settings.events()) },
    alerts: { watch: () => Promise.resolve(alerts.events()) },
    jobs: { watch: () => Promise.resolve(jobs.events()) },
  };
  followEngine(client as unknown as Parameters<typeof followEngine>[0], {
    keepAwake: createKeepAwake(powerSaveBlocker as unknown as Parameters<typeof createKeepAwake>[0]),
    go: (route) => went.push(route),
    logBug: (error) => bugs.push(error),
    locale,
  } satisfies FollowOptions);
  const choose = (choice: Partial<Settings>): void => {
    settings.push({ notifications: true, keepAwake: true, ...choice } as Settings);
  };
  return { choose, alerts, jobs, went, bugs };
}
const event = (symbol: string): AlertEvent => ({
  id: 1,
  ruleId: 1,
  symbol,
  occurrence: { kind: 'price', crossed: 'above', price: 20, before: 19, after: 25.5, barTime: 1 },
  createdAt: 1,
  seenAt: null,
});
const job = (status: Job['status']): Job => ({ status }) as Job;

beforeEach(() => {
  double.notifications.length = 0;
  double.blockers.clear();
});

describe('alerts', () => {
  it('become notifications of the system that lead to the instrument, in the language of the system', async () => {
    const { alerts, went, bugs } = follow('pl-PL');
    alerts.push(event('BRK/B'));
    await vi.waitFor(() => {
      expect(double.notifications).toHaveLength(1);
    });
    const [notification] = double.notifications;
    expect(notification).toMatchObject({
      isShown: true,
      options: { title: 'BRK/B', body: 'Zamknięcie 25,5, powyżej 20' },
    });
    notification!.emit('click');
    expect(went).toEqual(['/instrument/BRK%2FB']);
    expect(bugs).toEqual([]);
  });

  it('are not shown by the system to who does not want it', async () => {
    const { choose, alerts } = follow();
    choose({ notifications: false });
    // Whoever listens takes one after the other.
    await new Promise((resolve) => setImmediate(resolve));
    alerts.push(event('AAA'));
    await new Promise((resolve) => setImmediate(resolve));
    choose({ notifications: true });
    await new Promise((resolve) => setImmediate(resolve));
    alerts.push(event('BBB'));
    await vi.waitFor(() => {
      expect(double.notifications.map(({ options }) => options.title)).toEqual(['BBB']);
    });
  });
});

describe('the machine', () => {
  it('stays awake while a job runs, not while one waits, and sleeps afterwards', async () => {
    const { jobs } = follow();
    jobs.push([job('queued')]);
    jobs.push([job('running'), job('queued')]);
    await vi.waitFor(() => {
      expect(double.blockers.size).toBe(1);
    });
    jobs.push([job('done')]);
    await vi.waitFor(() => {
      expect(double.blockers.size).toBe(0);
    });
  });

  it('may sleep at once when the user wants it so, and stays awake when that is taken back', async () => {
    const { choose, jobs } = follow();
    jobs.push([job('running')]);
    await vi.waitFor(() => {
      expect(double.blockers.size).toBe(1);
    });
    choose({ keepAwake: false });
    await vi.waitFor(() => {
      expect(double.blockers.size).toBe(0);
    });
    choose({ keepAwake: true });
    await vi.waitFor(() => {
      expect(double.blockers.size).toBe(1);
    });
  });
});
