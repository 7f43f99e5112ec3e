import type { Wire, WireListener } from './wire.ts';

/** Both ends of a connection within one process. Frames arrive in a later microtask, as on a real wire. */
export function createMemoryWires(): readonly [Wire, Wire] {
  const listeners: [WireListener | null, WireListener | null] = [null, null];
  const waiting: [string[], string[]] = [[], []];
  let isClosed = false;

  const deliver = (to: 0 | 1, frame: string): void => {
    if (listeners[to]) listeners[to].onFrame(frame);
    else waiting[to].push(frame);
  };
  const makeEnd = (own: 0 | 1, other: 0 | 1): Wire => ({
    async send(frame) {
      await Promise.resolve();
      if (!isClosed) deliver(other, frame);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      for (const listener of listeners) listener?.onClose();
    },
    listen(listener) {
      listeners[own] = listener;
      for (const frame of waiting[own].splice(0)) listener.onFrame(frame);
      if (isClosed) listener.onClose();
    },
  });
  return [makeEnd(0, 1), makeEnd(1, 0)];
}
