import * as v from 'valibot';
import { timeframes } from './bars.ts';
import { costsSchema, defaultCosts } from './model-spec.ts';

/** What ONNX Runtime may run networks on; 'auto' is what a probe has found right and fastest. */
export const computeDevices = ['auto', 'cpu', 'webgpu', 'dml', 'coreml'] as const;
export type ComputeDevice = (typeof computeDevices)[number];

/** 'system' follows the operating system. */
export const languageChoices = ['system', 'en', 'pl'] as const;
export const themes = ['system', 'dark', 'light'] as const;
export const palettes = ['standard', 'colour-blind'] as const;
/** 'reduced': nothing on the screen moves that need not. */
export const motions = ['system', 'reduced'] as const;

/** Longest JSON of `interface`, in UTF-16 units. */
const LONGEST_INTERFACE = 200_000;

const defaultWatchlist = { timeframe: '1d', model: null, horizonBars: null } as const;

/** Each setting with its default. */
export const settingsSchema = v.strictObject({
  language: v.optional(v.picklist(languageChoices), 'system'),
  theme: v.optional(v.picklist(themes), 'system'),
  palette: v.optional(v.picklist(palettes), 'standard'),
  motion: v.optional(v.picklist(motions), 'system'),
  /** Whether the system tells of alerts, where it can. */
  notifications: v.optional(v.boolean(), true),
  /** Whether the machine is kept from falling asleep while jobs run, where a host can. */
  keepAwake: v.optional(v.boolean(), true),
  /** Goes behind ALMANAC_PROVIDER; one that this machine does not have counts as 'auto'. */
  computeDevice: v.optional(v.picklist(computeDevices), 'auto'),
  /** Jobs that run at the same time. */
  jobsAtOnce: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)), 1),
  /** What new experiments that name neither preset, spec nor model start from. */
  preset: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected a preset')), 'price-lstm'),
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

/** Settings that are to change; those that are not said stay. */
export type SettingsChange = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };
