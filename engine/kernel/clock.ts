import { randomUUID } from 'node:crypto';
import type { EpochMs } from '#contract/bars.ts';

/** The seam through which time and identity enter the engine; tests and replays pass their own. */
export interface Clock {
  now(): EpochMs;
  newId(): string;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  newId: () => randomUUID(),
};
