/** One step of long work. Sent at most ten times a second; the last one of a phase always arrives. */
export interface Progress {
  /** Short verb phrase for people, such as "training price-lstm". */
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  /** Seconds left, estimated from the rate so far; null until there is one. */
  readonly etaSeconds: number | null;
  /** What is worth seeing now, such as "epoch 3, validation loss 0.2841". */
  readonly detail: string;
}
