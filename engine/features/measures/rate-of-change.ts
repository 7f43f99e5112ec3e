import type { Stream } from '../streams/stream.ts';
import { createWindow } from '../streams/window.ts';

/** Rate of change in percent, 100 * (x[t] / x[t-length] - 1); NaN before. */
export function createRoc(length: number): Stream {
  const window = createWindow(length + 1);
  return {
    push(value) {
      window.push(value);
      return 100 * (value / window.at(length) - 1);
    },
  };
}
