import { implement } from '@orpc/server';
import { apiContract } from '#contract/api/api.ts';
import type { Clock } from './kernel/clock.ts';
import type { Store } from './store/open-store.ts';

/** What every handler works with. */
export interface EngineContext {
  readonly store: Store;
  readonly clock: Clock;
}

/** The contract, ready to be given its handlers: each room's api.ts takes its own domain from here. */
export const api = implement(apiContract).$context<EngineContext>();
