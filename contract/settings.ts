import * as v from 'valibot';
import { timeframes } from './bars.ts';
import { costsSchema, defaultCosts } from './model-spec.ts';

/** What ONNX Runtime may run networks on; 'auto' is what a probe has found right and fastest. */
export const computeDevices = ['auto', 'cpu', 'webgpu', 'dml', 'coreml'] as const;
export type ComputeDevice = (typeof computeDevices)[number];

/** Longest JSON of `interface`, in UTF-16 units. */
const LONGEST_INTERFACE = 200_000;

const defaultWatchlist = { timeframe: '1d', model: null, horizonBars: null } as const;

/** Each setting with its default. */
export const settingsSchema = v.strictObject({
  /** 'system' follows the operating system. */
  language: v.optional(v.picklist(['system', 'en', 'pl']), 'system'),
  theme: v.optional(v.picklist(['system', 'dark', 'light']), 'system'),
  palette: v.optional(v.picklist(['standard', 'colour-blind']), 'standard'),
  /** Goes behind ALMANAC_PROVIDER; one that this machine does not have counts as 'auto'. */
  computeDevice: v.optional(v.picklist(computeDevices), 'auto'),
  /** Jobs that run at the same time. */
  jobsAtOnce: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)), 1),
  /** Of new experiments that name none. */
  costs: v.optional(costsSchema, defaultCosts),
  /** Which bars and forecasts a watchlist shows; null for any. */
  watchlist: v.optional(
    v.strictObject({
      timeframe: v.picklist(timeframes),
      model: v.nullable(v.pipe(v.string(), v.maxLength(80))),
      horizonBars: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
    defaultWatchlist,
  ),
  /** What the interface remembers for itself, such as columns and layouts. */
  interface: v.optional(
    v.pipe(
      v.record(v.pipe(v.string(), v.maxLength(100)), v.unknown()),
      v.check((value) => JSON.stringify(value).length <= LONGEST_INTERFACE, 'expected at most 200,000 characters'),
    ),
    {},
  ),
});
export type Settings = v.InferOutput<typeof settingsSchema>;
