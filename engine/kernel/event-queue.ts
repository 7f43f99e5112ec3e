/** Turns callbacks into something to iterate over: events wait in order until they are asked for. */
export interface EventQueue<T> extends AsyncIterable<T, void, undefined> {
  push(event: T): void;
  /** No event comes after this; the iteration ends once the queue is empty. */
  end(): void;
}

export function createEventQueue<T>(): EventQueue<T> {
  const events: T[] = [];
  let ended = false;
  let wake: () => void = () => undefined;
  return {
    push(event) {
      events.push(event);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (events.length > 0) yield events.shift()!;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
