import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { BacktestResult } from '../backtest.ts';
import { costsSchema } from '../model-spec.ts';
import { horizonSchema, modelReferenceSchema, symbolsSchema } from './models.ts';

export const backtestsContract = {
  /**
   * Trades the model's forecasts from the first bar of its test slice to the newest bar. Where no costs are
   * given, at those of its experiment; where no symbols are, on all that the model knows; where no horizon is, by the
   * forecasts of the shortest.
   */
  run: oc
    .input(
      v.strictObject({
        model: modelReferenceSchema,
        symbols: v.optional(symbolsSchema),
        costs: v.optional(costsSchema),
        horizonBars: v.optional(horizonSchema),
      }),
    )
    .output(type<BacktestResult>()),
};
