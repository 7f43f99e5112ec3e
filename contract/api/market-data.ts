import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import {
  timeframes,
  type Adjustment,
  type EpochMs,
  type Instrument,
  type RefusedRow,
  type StampConvention,
  type Timeframe,
} from '../bars.ts';
import type { ErrorCode } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { qualityChecks, type QualityFinding } from '../quality.ts';

/** What became of one file, or of one file of an archive. */
export type ImportOutcome =
  | {
      readonly status: 'added' | 'unchanged' | 'updated';
      readonly path: string;
      /** The file as messages name it; an archive holds several. */
      readonly label: string;
      readonly symbol: string;
      readonly timeframe: Timeframe;
      readonly format: string;
      readonly adjustment: Adjustment;
      readonly timeZone: string;
      readonly stamps: StampConvention;
      /** Bars of the history after the import, and its first and last. */
      readonly bars: number;
      readonly from: EpochMs;
      readonly to: EpochMs;
      /** The first refused rows of the file; `refusedCount` counts all. */
      readonly refusedRows: readonly RefusedRow[];
      readonly refusedCount: number;
      readonly findings: readonly QualityFinding[];
      /** Sentences on what was repaired, empty unless that was asked for. */
      readonly repairs: readonly string[];
      /**
       * Against the history that was there before, which is kept as an earlier snapshot; null where there was
       * none, or where its bars are the same (only a series may then be new).
       */
      readonly changes: { readonly added: number; readonly changed: number; readonly removed: number } | null;
      /** Series that came with the prices, such as "sentiment". */
      readonly series: readonly string[];
    }
  | {
      /** A file in a folder that is no price file, such as a text about the data. */
      readonly status: 'skipped';
      readonly path: string;
      readonly label: string;
      readonly reason: string;
    }
  | {
      readonly status: 'refused';
      readonly path: string;
      readonly label: string;
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string;
    };

export interface ImportReport {
  readonly outcomes: readonly ImportOutcome[];
}

/** What is known about the current history of an instrument in one timeframe. */
export interface InstrumentSummary extends Instrument {
  readonly timeframe: Timeframe;
  readonly bars: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly lastClose: number;
  /** Name of the file that was imported last, and when. */
  readonly source: string;
  readonly importedAt: EpochMs;
  readonly format: string;
  readonly adjustment: Adjustment;
  readonly timeZone: string;
  readonly stamps: StampConvention;
  /** SHA-256 of the stored columns. */
  readonly contentHash: string;
  readonly refusedRows: readonly RefusedRow[];
  readonly refusedCount: number;
  /** Names of the instrument's own series. */
  readonly series: readonly string[];
  /** Findings by severity; red ones that are acknowledged are not counted as red. */
  readonly quality: { readonly red: number; readonly amber: number; readonly info: number };
}

/** One imported state of a history. */
export interface SnapshotSummary {
  readonly id: number;
  readonly createdAt: EpochMs;
  readonly source: string;
  readonly format: string;
  readonly bars: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly changes: { readonly added: number; readonly changed: number; readonly removed: number } | null;
  readonly repairs: readonly string[];
}

/** The quality of one history, and how it came to be. */
export interface QualityReport {
  readonly summary: InstrumentSummary;
  readonly findings: readonly (QualityFinding & { readonly isAcknowledged: boolean })[];
  /** Newest first; the first one is current. */
  readonly snapshots: readonly SnapshotSummary[];
}

/** A finding of some history of the workspace. */
export interface FoundFinding extends QualityFinding {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly simulated: boolean;
  readonly isAcknowledged: boolean;
}

/** How soon after its date a value of a series was known, and whether it was changed later. */
export const revisionBehaviours = ['never', 'later', 'unknown'] as const;
export type RevisionBehaviour = (typeof revisionBehaviours)[number];

export const seriesFrequencies = ['intraday', 'day', 'week', 'month', 'quarter', 'irregular'] as const;
export type SeriesFrequency = (typeof seriesFrequencies)[number];

export interface SeriesSummary {
  readonly name: string;
  /** Symbol of the instrument that it belongs to; null for the market as a whole. */
  readonly symbol: string | null;
  readonly points: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly lastValue: number;
  readonly frequency: SeriesFrequency;
  /** Time from the end of a value's period until it counts as known. */
  readonly lagMs: number;
  readonly revisions: RevisionBehaviour;
  /** Bars this much later than the last value have none: a series that has ended is not carried on. */
  readonly maxAgeMs: number;
  readonly source: string;
  readonly importedAt: EpochMs;
  readonly note: string;
}

export interface SeriesImportReport {
  readonly outcomes: readonly (
    | {
        readonly status: 'added' | 'unchanged' | 'updated';
        readonly path: string;
        readonly summary: SeriesSummary;
        readonly refusedRows: readonly RefusedRow[];
        readonly refusedCount: number;
        readonly changes: { readonly added: number; readonly changed: number } | null;
      }
    | {
        readonly status: 'refused';
        readonly path: string;
        readonly code: ErrorCode;
        readonly message: string;
        readonly hint: string;
      }
  )[];
}

export interface SimulatedMarket {
  readonly files: readonly string[];
  /**
   * R² of the planted signal on the forward return over `horizonBars`, where one is planted: what could be found by
   * someone who saw the hidden drift, and by a straight line through smoothed sentiment or momentum.
   */
  readonly planted: {
    readonly horizonBars: number;
    readonly hiddenDrift: number;
    readonly smoothedSentiment: number;
    readonly momentum: number;
  };
}

/** A bar as a file has it, before any adjustment. */
export interface PreviewRow {
  /** Row of the file, from 1. */
  readonly row: number;
  readonly time: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** What an import of one file would do; the fields mean the same as those of ImportOutcome. */
export type PreviewOutcome =
  | (Omit<Extract<ImportOutcome, { status: 'added' | 'unchanged' | 'updated' }>, 'status'> & {
      /** What its status would be. */
      readonly status: 'would-add' | 'unchanged' | 'would-update';
      readonly currency: string;
      /** What neither the file nor the user says and had to be guessed. */
      readonly assumed: { readonly timeZone: boolean; readonly stamps: boolean };
      /** The first and the last bars of the file, as they would be read. */
      readonly firstRows: readonly PreviewRow[];
      readonly lastRows: readonly PreviewRow[];
    })
  | Extract<ImportOutcome, { status: 'skipped' | 'refused' }>;

export interface ImportPreview {
  readonly outcomes: readonly PreviewOutcome[];
  /** Files that an import would read too, and that were not looked at. */
  readonly more: number;
}

/** An instrument that was found, and the timeframes in which it has bars. */
export interface FoundInstrument extends Instrument {
  readonly timeframes: readonly Timeframe[];
}

export interface RemovedInstrument extends Instrument {
  readonly removedAt: EpochMs;
}

const paths = v.pipe(v.array(v.string()), v.minLength(1));
const timeframe = v.picklist(timeframes);
const column = v.pipe(v.string(), v.minLength(1));
const timeZone = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const history = { symbol: v.string(), timeframe: v.optional(timeframe) };

/** What an import takes. */
const importRequest = {
  paths,
  /** Marks the instruments as simulated; it is shown beside everything made from them. */
  simulated: v.optional(v.boolean(), false),
  /** Takes the file alone instead of adding its bars to those that are there. */
  replace: v.optional(v.boolean(), false),
  /** Repairs what is beyond doubt, such as prices in pence among prices in pounds. */
  repair: v.optional(v.boolean(), false),
  /** What the user states about the files; it goes before what they say or seem to be. */
  symbol: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(32))),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as EUR'))),
  timeZone: v.optional(timeZone),
  stamps: v.optional(v.picklist(['open', 'close'])),
  /** The state of prices that have no adjusted close beside them. */
  adjustment: v.optional(v.picklist(['none', 'split-adjusted-by-provider', 'adjusted-by-provider'])),
  dayOrder: v.optional(v.picklist(['day-first', 'month-first'])),
  from: v.optional(v.number()),
  mapping: v.optional(
    v.strictObject({
      date: column,
      time: v.optional(column),
      open: v.optional(column),
      high: v.optional(column),
      low: v.optional(column),
      close: column,
      volume: v.optional(column),
      adjustedClose: v.optional(column),
      dividend: v.optional(column),
      split: v.optional(column),
      sentiment: v.optional(column),
    }),
  ),
};

const symbol = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const marketDataContract = {
  /** Imports price files, archives of them, and folders of both. One bad file does not stop the others. */
  import: oc.input(v.strictObject(importRequest)).output(eventIterator(type<Progress>(), type<ImportReport>())),

  /**
   * What an import of the same input would do to the first `files` files, and how they were read; nothing is written.
   * A file that cannot be read is an outcome, as in an import. Errors: import/file-not-found, import/no-files,
   * import/too-many-files, import/several-files, job/cancelled.
   */
  preview: oc
    .input(
      v.strictObject({
        ...importRequest,
        files: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 20),
        /** How many of the first and of the last bars are shown. */
        rows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 5),
      }),
    )
    .output(type<ImportPreview>()),

  /**
   * Keeps a pasted table as a file of the workspace and gives its path, which preview and import take. The file is named
   * after the symbol; the same text gives the same file. Errors: import/no-symbol, import/empty-file,
   * store/cannot-write.
   */
  paste: oc
    .input(v.strictObject({ symbol, text: v.pipe(v.string(), v.maxLength(50_000_000)) }))
    .output(type<{ path: string }>()),

  /** Writes the simulated demo market into the workspace and imports it; files that are there already stay. */
  demo: oc.output(eventIterator(type<Progress>(), type<ImportReport>())),

  /** Instruments whose symbol contains the text, in any case: the equal one first, then those that begin with it. */
  search: oc
    .input(
      v.strictObject({
        text: v.pipe(v.string(), v.maxLength(64)),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 50),
      }),
    )
    .output(type<FoundInstrument[]>()),

  /**
   * Takes an instrument out of sight with all its histories and series. Nothing is deleted: `bringBack` undoes it, and
   * models that know the instrument leave it out until then. An import of the same symbol brings it back too, with
   * the bars of that file alone; its earlier snapshots can then be reverted to. Errors: data/unknown-instrument.
   */
  remove: oc.input(v.strictObject({ symbol })).output(type<RemovedInstrument>()),

  /** Undoes `remove`. Errors: data/unknown-instrument where none of this symbol was removed. */
  bringBack: oc.input(v.strictObject({ symbol })).output(type<Instrument>()),

  /** The instruments that were removed, the last one first. */
  removed: oc.output(type<RemovedInstrument[]>()),

  /** One entry for each instrument and timeframe. */
  instruments: oc.output(type<InstrumentSummary[]>()),

  /** The findings of every current history: red ones first, then by check and symbol. */
  findings: oc.output(type<FoundFinding[]>()),

  quality: oc.input(v.strictObject(history)).output(type<QualityReport>()),

  /** Accepts the red findings of these checks, or all of them, so that training may use the history as it is. */
  acknowledge: oc
    .input(v.strictObject({ ...history, checks: v.optional(v.array(v.picklist(qualityChecks))) }))
    .output(type<QualityReport>()),

  /** Repairs what is beyond doubt, as a new snapshot. */
  repair: oc.input(v.strictObject(history)).output(type<QualityReport>()),

  /** Makes an earlier snapshot current again, as a new snapshot. */
  revert: oc.input(v.strictObject({ ...history, snapshot: v.number() })).output(type<QualityReport>()),

  /** Imports dated values that are no prices, such as a volatility index or news sentiment. */
  importSeries: oc
    .input(
      v.strictObject({
        paths,
        /** Name of the series; from the file and the column where it is left out. */
        name: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected kebab-case'))),
        /** The columns with values; all numeric ones where it is left out. */
        columns: v.optional(v.array(column)),
        /** The date column, or three of them: day, month, year. */
        date: v.optional(v.array(column)),
        symbol: v.optional(v.string()),
        /** Where it is left out, as the series has it already; 0 for a new one. */
        lagMs: v.optional(v.pipe(v.number(), v.minValue(0))),
        /**
         * Which end of its period a value is dated by. Where it is left out, as the series has it already; for a new
         * one by its dates, rather the start.
         */
        dated: v.optional(v.picklist(['start', 'end'])),
        revisions: v.optional(v.picklist(revisionBehaviours), 'unknown'),
        note: v.optional(v.pipe(v.string(), v.maxLength(500))),
        /** Values that stand for "missing", such as 0. */
        missing: v.optional(v.array(v.number()), []),
        timeZone: v.optional(timeZone),
        dayOrder: v.optional(v.picklist(['day-first', 'month-first'])),
        replace: v.optional(v.boolean(), false),
      }),
    )
    .output(type<SeriesImportReport>()),

  series: oc.output(type<SeriesSummary[]>()),

  /** Writes the simulated demo market into a folder as price files; existing ones are left as they are. */
  simulate: oc.input(v.strictObject({ folder: v.string() })).output(type<SimulatedMarket>()),
};
