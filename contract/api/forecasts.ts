import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { Forecast } from '../forecast.ts';
import { modelReferenceSchema } from './models.ts';

export const forecastsContract = {
  /** Makes forecasts from the last bars and appends them to the ledger; without symbols, for all that the model knows. */
  predict: oc
    .input(v.strictObject({ model: modelReferenceSchema, symbols: v.optional(v.array(v.string())) }))
    .output(type<Forecast[]>()),

  /** The ledger of an instrument, newest first. */
  ledger: oc
    .input(v.strictObject({ symbol: v.string(), limit: v.optional(v.pipe(v.number(), v.minValue(1)), 100) }))
    .output(type<Forecast[]>()),
};
