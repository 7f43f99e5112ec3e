import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';
import {
  exitsSchema,
  gridAxisSchema,
  ruleSchema,
  sizeSchema,
  type BacktestResult,
  type GridResult,
} from '../backtest.ts';
import { timeframes } from '../bars.ts';
import { costsSchema } from '../model-spec.ts';
import type { Progress } from '../progress.ts';
import { symbolsSchema } from './models.ts';

/** The most combinations of parameters that a grid may have. */
export const maxGridCells = 20_000;

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

export const backtestsContract = {
  /**
   * Trades a rule over the histories of some instruments, or a model's forecasts from the first bar of its test slice to
   * the newest bar, and counts as a trial. Errors: data/…, backtest/….
   */
  run: oc.input(v.strictObject(settings)).output(type<BacktestResult>()),

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
