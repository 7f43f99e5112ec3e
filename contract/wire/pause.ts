/** Resolves after so many milliseconds, or at once when the signal aborts. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** The seam through which waiting enters; tests pass their own. */
export const pauseOnTimer: Pause = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish, { once: true });
  });
