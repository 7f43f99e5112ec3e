import { LONG } from '../sleeve.ts';

/** Long from the first open on: what every other rule has to beat. `into` [bars] */
export function wantToHold(into: Int8Array): void {
  into.fill(LONG);
}
