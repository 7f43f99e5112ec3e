import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventQueue } from './event-queue.ts';

async function collect<T>(queue: AsyncIterable<T>): Promise<T[]> {
  const events: T[] = [];
  for await (const event of queue) events.push(event);
  return events;
}

describe('the event queue', () => {
  it('keeps what was pushed before anybody asked', async () => {
    const queue = createEventQueue<number>();
    for (const event of [3, 1, 2]) queue.push(event);
    queue.end();
    expect(await collect(queue)).toEqual([3, 1, 2]);
  });

  it('hands on what is pushed while somebody waits', async () => {
    const queue = createEventQueue<string>();
    const events = collect(queue);
    await Promise.resolve();
    queue.push('a');
    queue.push('b');
    await Promise.resolve();
    queue.push('c');
    queue.end();
    expect(await events).toEqual(['a', 'b', 'c']);
  });

  it('takes events from within the iteration', async () => {
    const queue = createEventQueue<number>();
    queue.push(0);
    const seen: number[] = [];
    for await (const event of queue) {
      seen.push(event);
      if (event < 5) queue.push(event + 1);
      else queue.end();
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('ends a wait, also where nothing was ever pushed', async () => {
    const queue = createEventQueue<number>();
    const events = collect(queue);
    await Promise.resolve();
    queue.end();
    expect(await events).toEqual([]);
    expect(await collect(queue)).toEqual([]);
  });

  it('can be left early; what was not asked for waits for the next one who asks', async () => {
    const queue = createEventQueue<number>();
    for (const event of [1, 2, 3]) queue.push(event);
    for await (const event of queue) if (event === 2) break;
    queue.push(4);
    queue.end();
    expect(await collect(queue)).toEqual([3, 4]);
  });

  it('passes falsy events on like any other', async () => {
    const queue = createEventQueue<unknown>();
    for (const event of [undefined, null, 0, '']) queue.push(event);
    queue.end();
    expect(await collect(queue)).toEqual([undefined, null, 0, '']);
  });

  it('keeps the order whenever pushes and the reader take turns', async () => {
    await fc.assert(
      // Each number is how many microtasks pass before the next push.
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 }), async (pauses) => {
        const queue = createEventQueue<number>();
        const events = collect(queue);
        for (const [i, pause] of pauses.entries()) {
          for (let k = 0; k < pause; k++) await Promise.resolve();
          queue.push(i);
        }
        queue.end();
        expect(await events).toEqual(pauses.map((_, i) => i));
      }),
      { seed: 1 },
    );
  });
});
