import { pauseOnTimer, type Pause } from '#contract/wire/pause.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';

/** Time between two messages of progress, in ms: ten a second look smooth. */
const INTERVAL_MS = 100;

/**
 * The same events, with messages of progress no closer together than the interval: of those that come in between, the
 * latest is sent, as soon as it may be. Nothing else waits or is left out, and order stays.
 */
export async function* conflateProgress<Result>(
  events: AsyncIterator<unknown, Result>,
  { clock = systemClock, pause = pauseOnTimer }: { clock?: Pick<Clock, 'now'>; pause?: Pause } = {},
): AsyncGenerator<unknown, Result, void> {
  let sentAt = Number.NEGATIVE_INFINITY;
  let held: { readonly event: unknown } | null = null;
  let coming: Promise<IteratorResult<unknown, Result>> | null = null;
  try {
    for (;;) {
      coming ??= events.next();
      const step: IteratorResult<unknown, Result> | null =
        held === null ? await coming : await nextOrElapsed(coming, sentAt + INTERVAL_MS - clock.now(), pause);
      if (step === null) {
        sentAt = clock.now();
        yield held?.event;
        held = null;
        continue;
      }
      coming = null;
      if (!step.done && isProgress(step.value) && clock.now() - sentAt < INTERVAL_MS) {
        held = { event: step.value };
        continue;
      }
      if (!step.done && isProgress(step.value)) {
        // It is later than what was held.
        held = null;
        sentAt = clock.now();
      } else if (held !== null) {
        sentAt = clock.now();
        yield held.event;
        held = null;
      }
      if (step.done) return step.value;
      yield step.value;
    }
  } finally {
    await events.return?.();
  }
}

/** What comes, or null where that takes longer than `ms`. */
async function nextOrElapsed<T>(coming: Promise<T>, ms: number, pause: Pause): Promise<T | null> {
  const waiting = new AbortController();
  try {
    return await Promise.race([coming, pause(ms, waiting.signal).then(() => null)]);
  } finally {
    waiting.abort();
  }
}

/** A message of progress, alone or as an event of its type. */
function isProgress(event: unknown): boolean {
  if (typeof event !== 'object' || event === null) return false;
  if ('type' in event) return event.type === 'progress';
  return 'phase' in event && 'done' in event && 'total' in event;
}
