/**
 * One connection between a client and the engine, whatever carries it: frames of text, in order, in both directions.
 */
export interface Wire {
  /** Resolves when there is room for more. Does nothing once the wire is closed. */
  send(frame: string): void | Promise<void>;
  close(): void;
  /** Called once. Frames that came before wait for it; null stands for a frame that is no text. */
  listen(listener: WireListener): void;
}

export interface WireListener {
  readonly onFrame: (frame: string | null) => void;
  /** Called once, whichever side closed. */
  readonly onClose: () => void;
}
