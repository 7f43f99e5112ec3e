/** A document with the states that led to it and those that were undone; all are kept whole, as they share their parts. */
export interface EditHistory<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** What the last change was made to; the next one to the same thing, such as a keystroke in one field, joins it. */
  readonly lastPlace: string | null;
}

const MOST_STEPS = 200;

export function startHistory<T>(now: T): EditHistory<T> {
  return { past: [], now, future: [], lastPlace: null };
}

/** The history after a change at `place`; null for a change that joins no other. One that changes nothing is none. */
export function edit<T>(history: EditHistory<T>, next: T, place: string | null = null): EditHistory<T> {
  if (next === history.now) return history;
  const joins = place !== null && place === history.lastPlace;
  const past = joins ? history.past : [...history.past, history.now].slice(-MOST_STEPS);
  return { past, now: next, future: [], lastPlace: place };
}

export function undo<T>({ past, now, future }: EditHistory<T>): EditHistory<T> {
  const before = past.at(-1);
  if (before === undefined) return { past, now, future, lastPlace: null };
  return { past: past.slice(0, -1), now: before, future: [now, ...future], lastPlace: null };
}

export function redo<T>({ past, now, future }: EditHistory<T>): EditHistory<T> {
  const [after, ...rest] = future;
  if (after === undefined) return { past, now, future, lastPlace: null };
  return { past: [...past, now], now: after, future: rest, lastPlace: null };
}
