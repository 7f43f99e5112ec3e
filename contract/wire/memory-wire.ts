import type { Wire, WireListener } from './wire.ts';

/**
 * Both ends of a connection within one process. As on a real wire, frames and the end arrive in later microtasks, in the
 * order in which they were sent.
 */
export function createMemoryWires(): readonly [Wire, Wire] {
  const listeners: [WireListener | null, WireListener | null] = [null, null];
  /** What has arrived at an end that nobody listens to yet. */
  const waiting: [string[], string[]] = [[], []];
  let isClosed = false;
  let hasEnded = false;

  const makeEnd = (own: 0 | 1, other: 0 | 1): Wire => ({
    async send(frame) {
      if (isClosed) return;
      await Promise.resolve();
      if (listeners[other]) listeners[other].onFrame(frame);
      else waiting[other].push(frame);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      void Promise.resolve().then(() => {
        hasEnded = true;
        for (const listener of listeners) listener?.onClose();
      });
    },
    listen(listener) {
      listeners[own] = listener;
      for (const frame of waiting[own].splice(0)) listener.onFrame(frame);
      if (hasEnded) listener.onClose();
    },
  });
  return [makeEnd(0, 1), makeEnd(1, 0)];
}
