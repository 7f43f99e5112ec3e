import { expect, it } from 'vitest';
import { conflateProgress } from './conflate-progress.ts';

/** A source that gives what it is told, and a clock that stands still until it is moved. */
function setUp() {
  let now = 0;
  let give: (step: IteratorResult<unknown, string>) => void = () => undefined;
  let elapse: () => void = () => undefined;
  const source: AsyncIterator<unknown, string> = {
    next: () =>
      new Promise((resolve) => {
        give = resolve;
      }),
  };
  const events = conflateProgress(source, {
    clock: { now: () => now },
    pause: () =>
      new Promise((resolve) => {
        elapse = resolve;
      }),
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    events,
    give: async (value: unknown) => {
      give({ done: false, value });
      await settle();
    },
    end: async (value: string) => {
      give({ done: true, value });
      await settle();
    },
    elapse: async (ms: number) => {
      now += ms;
      elapse();
      await settle();
    },
    settle,
  };
}

const progress = (done: number): object => ({ type: 'progress', progress: { done } });

it('sends the first at once, and of those that come in the next 100 ms the latest, when these are over', async () => {
  const { events, give, elapse, settle } = setUp();
  const first = events.next();
  await settle();
  await give(progress(1));
  expect(await first).toEqual({ done: false, value: progress(1) });
  const second = events.next();
  await settle();
  await give(progress(2));
  await give(progress(3));
  await give(progress(4));
  await elapse(100);
  expect(await second).toEqual({ done: false, value: progress(4) });
});

it('lets nothing else wait, and keeps the order', async () => {
  const { events, give, end, settle } = setUp();
  const seen: unknown[] = [];
  const reading = (async () => {
    for (;;) {
      const step = await events.next();
      seen.push(step.value);
      if (step.done) return;
    }
  })();
  await settle();
  await give(progress(1));
  await give(progress(2));
  await give({ type: 'epoch' });
  await give(progress(3));
  await end('result');
  await reading;
  expect(seen).toEqual([progress(1), progress(2), { type: 'epoch' }, progress(3), 'result']);
});

it('knows bare messages of progress', async () => {
  const { events, give, elapse, settle } = setUp();
  const bare = (done: number): object => ({ phase: 'importing', done, total: 9, etaSeconds: null, detail: '' });
  const first = events.next();
  await settle();
  await give(bare(1));
  await first;
  const second = events.next();
  await settle();
  await give(bare(2));
  await give(bare(3));
  await elapse(100);
  expect(await second).toEqual({ done: false, value: bare(3) });
});
