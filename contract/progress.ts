/**
 * How far long work has come. An import sends one for each file; a training at most ten a second, and none at
 * the end of an epoch, which has an event of its own.
 */
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
