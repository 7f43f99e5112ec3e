import { createWindow, type Window } from '../streams/window.ts';

/** The one-bar log returns between the last closes. */
export interface ReturnWindow {
  readonly returns: Window;
  /** Takes the next close; true once `returns` is full. */
  push(close: number): boolean;
}

/** An empty window of `length` log returns; it is full after `length` + 1 closes. */
export function createReturnWindow(length: number): ReturnWindow {
  const returns = createWindow(length);
  let before = NaN;
  return {
    returns,
    push(close) {
      if (!Number.isNaN(before)) returns.push(Math.log(close / before));
      before = close;
      return returns.isFull;
    },
  };
}
