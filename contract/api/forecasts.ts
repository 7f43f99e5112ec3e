import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { Forecast, ForecastState } from '../forecast.ts';
import type { ScoredLedger } from '../ledger.ts';
import type { LeftOut } from '../left-out.ts';
import { MAX_REPLAYED, type ForecastReplay } from '../replay.ts';
import { horizonSchema, modelReferenceSchema, symbolsSchema } from './models.ts';

export const forecastsContract = {
  /**
   * Forecasts from the last bars, of all instruments that the model knows where none are named. What was forecast in the
   * last 24 hours from the same data by the same model is given again; anything else is made anew and appended to the
   * ledger before anyone sees it. `refresh` makes all of them anew; `prices` are prices of now by symbol, where the
   * caller knows some: one that has moved away significantly makes the forecast anew, too.
   */
  predict: oc
    .input(
      v.strictObject({
        model: modelReferenceSchema,
        symbols: v.optional(symbolsSchema),
        refresh: v.optional(v.boolean(), false),
        prices: v.optional(v.record(v.string(), v.pipe(v.number(), v.finite(), v.gtValue(0))), {}),
      }),
    )
    .output(
      type<{
        readonly forecasts: readonly Forecast[];
        /** One for each forecast, in the same order. */
        readonly states: readonly ForecastState[];
        readonly leftOut: readonly LeftOut[];
      }>(),
    ),

  /** The ledger of an instrument, newest first. */
  ledger: oc
    .input(
      v.strictObject({ symbol: v.string(), limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 100) }),
    )
    .output(type<Forecast[]>()),

  /** The ledger with what came of each forecast: of one instrument or of all, by one model or by any. */
  scored: oc
    .input(
      v.strictObject({
        symbol: v.optional(v.string()),
        model: v.optional(modelReferenceSchema),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 100),
      }),
    )
    .output(type<ScoredLedger>()),

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
