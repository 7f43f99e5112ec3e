import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { BacktestResult } from '../backtest.ts';
import { costsSchema } from '../model-spec.ts';
import { modelReferenceSchema } from './models.ts';

export const backtestsContract = {
  /** Trades the model's forecasts over its test slice; without costs, those of its experiment. */
  run: oc
    .input(
      v.strictObject({
        model: modelReferenceSchema,
        symbols: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
        costs: v.optional(costsSchema),
      }),
    )
    .output(type<BacktestResult>()),
};
