import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { EpochMs, InstrumentSummary, RefusedRow } from '../bars.ts';
import type { ErrorCode } from '../errors.ts';
import type { Progress } from '../progress.ts';

/** What became of one file. */
export type ImportOutcome =
  | {
      readonly status: 'added' | 'unchanged' | 'replaced';
      readonly path: string;
      readonly symbol: string;
      readonly format: string;
      readonly bars: number;
      readonly from: EpochMs;
      readonly to: EpochMs;
      readonly refusedRows: readonly RefusedRow[];
      /**
       * Against the history that was there before, which is kept as an earlier snapshot; null where there was
       * none, or where its bars are the same (only the sentiment may then be new).
       */
      readonly changes: { readonly added: number; readonly changed: number; readonly removed: number } | null;
    }
  | {
      readonly status: 'refused';
      readonly path: string;
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string;
    };

export interface ImportReport {
  readonly outcomes: readonly ImportOutcome[];
}

export interface SimulatedMarket {
  readonly files: readonly string[];
  /**
   * R² of the planted signal on the forward return over `horizonBars`: what could be found by someone who
   * saw the hidden drift, and by a straight line through smoothed sentiment or momentum.
   */
  readonly planted: {
    readonly horizonBars: number;
    readonly hiddenDrift: number;
    readonly smoothedSentiment: number;
    readonly momentum: number;
  };
}

export const marketDataContract = {
  /** Imports price files, or all price files directly in folders. One bad file does not stop the others. */
  import: oc
    .input(
      v.strictObject({
        paths: v.pipe(v.array(v.string()), v.minLength(1)),
        /** Marks the instruments as simulated; it is shown beside everything made from them. */
        simulated: v.optional(v.boolean(), false),
        /** Takes a file that lacks bars of the history that is there; without it such a file is refused. */
        replace: v.optional(v.boolean(), false),
      }),
    )
    .output(eventIterator(type<Progress>(), type<ImportReport>())),

  instruments: oc.output(type<InstrumentSummary[]>()),

  /** Writes the simulated demo market into a folder as price files; existing ones are left as they are. */
  simulate: oc.input(v.strictObject({ folder: v.string() })).output(type<SimulatedMarket>()),
};
