/** What electron/preload gives the page; the same as AlmanacBridge there. */
export interface Bridge {
  /** Asks for a port. It comes as a message to the window, whose data is `{ almanacPort: to }`. */
  connect(to: 'engine' | 'shell'): void;
  pathOf(file: File): string;
}

declare global {
  interface Window {
    readonly almanac: Bridge;
  }
}
