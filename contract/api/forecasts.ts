import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { Forecast } from '../forecast.ts';
import type { LeftOut } from '../left-out.ts';
import { MAX_REPLAYED, type ForecastReplay } from '../replay.ts';
import { horizonSchema, modelReferenceSchema, symbolsSchema } from './models.ts';

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

  /**
   * What the model would have said of an instrument at each bar of its test slice, beside what came: the newest `limit`
   * of them, of the shortest horizon unless told. Nothing is written to the ledger. Errors: model/…, data/…,
   * forecast/unknown-instrument, forecast/unknown-horizon.
   */
  replay: oc
    .input(
      v.strictObject({
        model: modelReferenceSchema,
        symbol: v.string(),
        horizonBars: v.optional(horizonSchema),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_REPLAYED)), MAX_REPLAYED),
      }),
    )
    .output(type<ForecastReplay>()),
};
