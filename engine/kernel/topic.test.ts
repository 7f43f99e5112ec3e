import { expect, it } from 'vitest';
import { createTopic } from './topic.ts';

async function take<T>(events: AsyncGenerator<T, void, undefined>, count: number): Promise<T[]> {
  const taken: T[] = [];
  for await (const event of events) {
    taken.push(event);
    if (taken.length === count) break;
  }
  return taken;
}

it('a topic gives every listener every event, and the slow one of its latest state the last', async () => {
  const topic = createTopic<number>();
  const all = topic.events(undefined);
  const latest = topic.latest(undefined);
  const [first, firstLatest] = [all.next(), latest.next()];
  for (const event of [1, 2, 3]) topic.publish(event);
  expect(await first).toEqual({ done: false, value: 1 });
  expect(await take(all, 2)).toEqual([2, 3]);
  expect((await firstLatest).value).toBe(3);
});

it('a listener hears nothing after it has left, and ends when its signal aborts', async () => {
  const topic = createTopic<number>();
  const heard: number[] = [];
  const leave = topic.listen((event) => heard.push(event));
  topic.publish(1);
  leave();
  topic.publish(2);
  expect(heard).toEqual([1]);

  const abort = new AbortController();
  const events = topic.events(abort.signal);
  const next = events.next();
  abort.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  topic.publish(3);
  expect(await events.next()).toEqual({ done: true, value: undefined });
});
