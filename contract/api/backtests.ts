import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import {
  exitsSchema,
  gridAxisSchema,
  ruleSchema,
  sizeSchema,
  type BacktestResult,
  type BacktestSummary,
  type GridResult,
} from '../backtest.ts';
import { timeframes, type EpochMs } from '../bars.ts';
import { costsSchema } from '../model-spec.ts';
import type { Progress } from '../progress.ts';
import { symbolsSchema } from './models.ts';

/** The most combinations of parameters that a grid may have. */
export const maxGridCells = 20_000;

/** What is to be traded, when and how. */
const settings = {
  rule: ruleSchema,
  /** All that the model knows where none are named; a rule that reads prices needs some. */
  symbols: v.optional(symbolsSchema),
  /** Of the bars that a rule reads: days where there are some, else the shortest. A model has its own. */
  timeframe: v.optional(v.picklist(timeframes)),
  /** The first and the last time at which a bar may be traded. A model trades from its test slice on at the earliest. */
  from: v.optional(v.pipe(v.number(), v.finite())),
  to: v.optional(v.pipe(v.number(), v.finite())),
  /** Each as in the model's experiment where it is missing; for a rule, 5 basis points of fee and of slippage alone. */
  costs: v.optional(v.partial(costsSchema)),
  size: v.optional(sizeSchema, { kind: 'fraction', fraction: 1 }),
  exits: v.optional(exitsSchema, { withinBar: 'stop-first' }),
  initialCapital: v.optional(v.pipe(v.number(), v.gtValue(0), v.finite()), 100_000),
};

export const backtestRequestSchema = v.strictObject(settings);
/** As a host asks for it: what is left out has its default. */
export type BacktestRequest = v.InferInput<typeof backtestRequestSchema>;

/** A backtest that was run, and is kept with what came out. */
export interface KeptBacktest {
  readonly id: number;
  /** Null for a draft: one that was run and not named yet. */
  readonly name: string | null;
  /** When it was run last. */
  readonly ranAt: EpochMs;
  readonly summary: BacktestSummary;
  /** False for an old draft whose curves have made room; to run it again brings them back and is no other trial. */
  readonly hasCurves: boolean;
}

export interface KeptBacktestDetails extends KeptBacktest {
  /** What was asked for, a model with its version: what runs it again. */
  readonly request: BacktestRequest;
  /** With at most `keptCurvePoints` points of its curves; null where it has none. */
  readonly result: BacktestResult | null;
}

/** As finely as the curves of a backtest are kept: more than a screen has columns. */
export const keptCurvePoints = 8000;

const id = v.pipe(v.number(), v.integer());

/** Errors of all that take an id: backtest/unknown. */
export const backtestsContract = {
  /**
   * Trades a rule over the histories of some instruments, or a model's forecasts from the first bar of its test slice to
   * the newest bar, counts as a trial, and is kept as a draft. Errors: data/…, backtest/….
   */
  run: oc
    .input(
      v.strictObject({
        ...settings,
        /** The most points of the curves that are given back; all where it is missing. */
        curvePoints: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10))),
      }),
    )
    .output(type<BacktestResult & { readonly id: number }>()),

  /**
   * What is kept, the last one that was run first: all that have a name, and the newest drafts. `trials`: trainings and
   * backtests that the workspace has ever made.
   */
  list: oc
    .input(
      v.strictObject({ drafts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 200) }),
    )
    .output(type<{ backtests: KeptBacktest[]; trials: number }>()),

  get: oc.input(v.strictObject({ id })).output(type<KeptBacktestDetails>()),

  /** Gives a backtest a name, or another one; its curves are then kept for good. */
  save: oc
    .input(
      v.strictObject({ id, name: v.pipe(v.string(), v.trim(), v.minLength(1, 'expected a name'), v.maxLength(100)) }),
    )
    .output(type<KeptBacktest>()),

  /** Takes a backtest out of sight; it stays a trial, and `bringBack` undoes it. */
  remove: oc.input(v.strictObject({ id })).output(type<KeptBacktest>()),

  bringBack: oc.input(v.strictObject({ id })).output(type<KeptBacktest>()),

  /**
   * The same for every combination of the values of some of the rule's parameters; each counts as a trial. Errors: as of
   * run, and job/cancelled.
   */
  grid: oc
    .input(
      v.strictObject({
        ...settings,
        axes: v.pipe(
          v.array(gridAxisSchema),
          v.minLength(1),
          v.maxLength(4),
          v.check(
            (axes) => axes.reduce((cells, { values }) => cells * values.length, 1) <= maxGridCells,
            `expected at most ${maxGridCells} combinations`,
          ),
        ),
      }),
    )
    .output(eventIterator(type<Progress>(), type<GridResult>())),
};
