import { setTimeout as sleep } from 'node:timers/promises';
import { createTopic, type Topic } from './topic.ts';

/** A watcher is told of changes ten times a second, not more. */
const WATCH_EVERY_MS = 100;

/**
 * A state, at once and then after the events that change it: always the latest, however slowly it is read, and at most
 * ten times a second. Ends when the signal aborts or the watcher leaves.
 */
export async function* watchState<Event, State>(
  topic: Topic<Event>,
  changesIt: (event: Event) => boolean,
  read: () => State,
  signal: AbortSignal | undefined,
): AsyncGenerator<State, void, undefined> {
  const changed = createTopic<null>();
  const stopListening = topic.listen((event) => {
    if (changesIt(event)) changed.publish(null);
  });
  const leave = new AbortController();
  const changes = changed.latest(signal ? AbortSignal.any([signal, leave.signal]) : leave.signal);
  try {
    for (;;) {
      // Listening begins before the state is read, so that nothing is missed between the two.
      const next = changes.next();
      yield read();
      const [{ done }] = await Promise.all([next, sleep(WATCH_EVERY_MS, undefined, { ref: false })]);
      if (done) return;
    }
  } finally {
    leave.abort();
    stopListening();
  }
}
