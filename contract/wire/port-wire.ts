import type { Wire } from './wire.ts';

/** A MessagePort of a browser, of a page in Electron, or of Node's worker_threads. */
export interface WebPort {
  postMessage(message: string): void;
  start(): void;
  close(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}

/** Electron's MessagePortMain. */
export interface MainPort {
  postMessage(message: string): void;
  start(): void;
  close(): void;
  on(type: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
}

/** A wire over a message port. */
export function createPortWire(port: WebPort | MainPort): Wire {
  return {
    send(frame) {
      port.postMessage(frame);
    },
    close() {
      port.close();
    },
    listen({ onFrame, onClose }) {
      const onMessage = ({ data }: { readonly data: unknown }): void => {
        onFrame(typeof data === 'string' ? data : null);
      };
      if ('addEventListener' in port) {
        port.addEventListener('message', onMessage);
        port.addEventListener('close', onClose);
      } else {
        port.on('message', onMessage);
        port.on('close', onClose);
      }
      port.start();
    },
  };
}
