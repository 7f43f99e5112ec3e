/** Something that happens now and then, and those who want to hear of it. */
export interface Topic<T> {
  publish(event: T): void;
  /** Calls `listener` with every event, within `publish`, until the function that it gives is called. */
  listen(listener: (event: T) => void): () => void;
  /**
   * Every event from the first `next()` on, in order, until the signal aborts or the listener leaves. Those who
   * listen slowly miss none: events wait. For what is only worth its latest state, see `latest`.
   */
  events(signal: AbortSignal | undefined): AsyncGenerator<T, void, undefined>;
  /** As events, but an event that nobody has taken yet makes room for the next one. */
  latest(signal: AbortSignal | undefined): AsyncGenerator<T, void, undefined>;
}

export function createTopic<T>(): Topic<T> {
  const listeners = new Set<(event: T) => void>();

  async function* follow(
    signal: AbortSignal | undefined,
    keep: (waiting: T[], event: T) => void,
  ): AsyncGenerator<T, void, undefined> {
    const waiting: T[] = [];
    let wake: () => void = () => undefined;
    const listener = (event: T): void => {
      keep(waiting, event);
      wake();
    };
    const onAbort = (): void => {
      wake();
    };
    listeners.add(listener);
    signal?.addEventListener('abort', onAbort);
    try {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift()!;
        if (signal?.aborted) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      listeners.delete(listener);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  return {
    publish(event) {
      for (const listener of [...listeners]) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    events: (signal) => follow(signal, (waiting, event) => waiting.push(event)),
    latest: (signal) => follow(signal, (waiting, event) => waiting.splice(0, waiting.length, event)),
  };
}
