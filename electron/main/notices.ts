/** Something that happens, for whoever listens, one at a time or none: what nobody has taken yet waits. */
export interface Notices<T> {
  put(notice: T): void;
  /** From the first `next()` on, until the signal aborts. What is taken here is taken from everybody. */
  take(signal: AbortSignal | undefined): AsyncGenerator<T, void, undefined>;
}

export function createNotices<T>(): Notices<T> {
  const waiting: T[] = [];
  let wake: () => void = () => undefined;
  return {
    put(notice) {
      waiting.push(notice);
      wake();
    },
    async *take(signal) {
      const stop = (): void => {
        wake();
      };
      signal?.addEventListener('abort', stop);
      try {
        while (!(signal?.aborted ?? false)) {
          const notice = waiting.shift();
          if (notice !== undefined) yield notice;
          else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}
