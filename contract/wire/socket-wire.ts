import type { Wire } from './wire.ts';

/** A WebSocket of a browser or of the package ws, which is open. */
export interface Socket {
  readonly readyState: number;
  send(frame: string): void;
  close(code?: number): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}

const CLOSED = 3;
const OPEN = 1;

/** A wire over a WebSocket that has been opened. */
export function createSocketWire(socket: Socket): Wire {
  return {
    send(frame) {
      if (socket.readyState === OPEN) socket.send(frame);
    },
    close() {
      socket.close();
    },
    listen({ onFrame, onClose }) {
      socket.addEventListener('message', ({ data }) => {
        onFrame(typeof data === 'string' ? data : null);
      });
      if (socket.readyState === CLOSED) onClose();
      else socket.addEventListener('close', onClose);
    },
  };
}
