import { oc } from '@orpc/contract';

/** What the contract says of a verb beside its input and output. */
export interface VerbMeta {
  /**
   * It changes nothing, or a second time changes nothing more: a client may ask again where the connection was lost
   * before the answer came. A stream that is repeatable begins with the whole state, so that nothing is missed.
   */
  readonly isRepeatable?: boolean;
}

/** Begins a verb that may be repeated: `reads.input(…).output(…)`. */
export const reads = oc.meta({ isRepeatable: true } satisfies VerbMeta);
