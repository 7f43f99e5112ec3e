import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { Forecast } from '../forecast.ts';
import type { LeftOut } from '../left-out.ts';
import { modelReferenceSchema, symbolsSchema } from './models.ts';

export const forecastsContract = {
  /** Makes forecasts from the last bars and appends them to the ledger; without symbols, for all that the model knows. */
  predict: oc
    .input(v.strictObject({ model: modelReferenceSchema, symbols: v.optional(symbolsSchema) }))
    .output(type<{ readonly forecasts: readonly Forecast[]; readonly leftOut: readonly LeftOut[] }>()),

  /** The ledger of an instrument, newest first. */
  ledger: oc
    .input(
      v.strictObject({ symbol: v.string(), limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 100) }),
    )
    .output(type<Forecast[]>()),
};
