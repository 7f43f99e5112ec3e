import * as v from 'valibot';
import { timeframes, type EpochMs } from './bars.ts';
import { grades, type Grade } from './forecast.ts';

const direction = v.picklist(['above', 'below', 'either']);
/** Of which forecasts a rule speaks: of all, of one model, of one horizon in bars. */
const ofForecasts = {
  model: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*(@\d{1,9})?$/, 'expected a model'))),
  horizonBars: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
};

/** What the user wants to hear of an instrument. */
export const alertConditionSchema = v.variant('kind', [
  /** The close of a bar lies on the other side of the price than the close before it. A close at the price is above. */
  v.strictObject({
    kind: v.literal('price'),
    timeframe: v.optional(v.picklist(timeframes), '1d'),
    crosses: direction,
    price: v.pipe(v.number(), v.gtValue(0), v.finite()),
  }),
  /** P(up) of a forecast lies on the other side of the probability than that of the forecast before it. */
  v.strictObject({
    kind: v.literal('probability-up'),
    ...ofForecasts,
    crosses: direction,
    probability: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
  }),
  /** A forecast has another grade than the one before it; with `to`, one of these. */
  v.strictObject({
    kind: v.literal('grade'),
    ...ofForecasts,
    to: v.exactOptional(v.pipe(v.array(v.picklist(grades)), v.minLength(1))),
  }),
]);
export type AlertCondition = v.InferOutput<typeof alertConditionSchema>;

export interface AlertRule {
  readonly id: number;
  readonly symbol: string;
  readonly condition: AlertCondition;
  readonly isEnabled: boolean;
  readonly createdAt: EpochMs;
}

/** What has happened, as numbers; the interface puts it into words. */
export type AlertOccurrence =
  | {
      readonly kind: 'price';
      readonly crossed: 'above' | 'below';
      readonly price: number;
      /** Closes of the bar before and of the bar that crossed, and its time. */
      readonly before: number;
      readonly after: number;
      readonly barTime: EpochMs;
    }
  | {
      readonly kind: 'probability-up';
      readonly crossed: 'above' | 'below';
      readonly probability: number;
      readonly before: number;
      readonly after: number;
      /** The forecast in the ledger. */
      readonly forecastId: string;
    }
  | { readonly kind: 'grade'; readonly before: Grade; readonly after: Grade; readonly forecastId: string };

export interface AlertEvent {
  readonly id: number;
  readonly ruleId: number;
  readonly symbol: string;
  readonly occurrence: AlertOccurrence;
  readonly createdAt: EpochMs;
  /** When the user has seen it; null until then. */
  readonly seenAt: EpochMs | null;
}
