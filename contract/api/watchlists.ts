import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import { timeframes, type EpochMs, type Timeframe } from '../bars.ts';
import type { Grade } from '../forecast.ts';
import { horizonSchema, modelReferenceSchema } from './models.ts';

export interface Watchlist {
  readonly id: number;
  readonly name: string;
  /** In the user's order; a symbol need not be in the workspace. */
  readonly symbols: readonly string[];
}

/** The newest forecast of an instrument, in short; see Forecast. */
export interface RowForecast {
  readonly id: string;
  readonly model: { readonly name: string; readonly version: number };
  readonly horizonBars: number;
  readonly timeframe: Timeframe;
  readonly grade: Grade;
  readonly probabilityUp: number;
  readonly expectedReturn: number;
  /** The 80 % interval of the return over the horizon. */
  readonly lowReturn: number;
  readonly highReturn: number;
  readonly createdAt: EpochMs;
  /** Time of the last bar that it has seen. */
  readonly asOf: EpochMs;
  /** True where the history has newer bars than the forecast has seen, or ended long ago (isStale). */
  readonly isStale: boolean;
}

/** One line of a watchlist; sparklines are columns of `/data/sparklines`. */
export interface WatchlistRow {
  readonly symbol: string;
  /** Null where the workspace has no such bars; then nothing else is known. */
  readonly last: {
    readonly currency: string;
    readonly simulated: boolean;
    readonly price: number;
    /** Simple return of the last bar, 0.01 = +1 %; null where there is one bar only. */
    readonly change: number | null;
    readonly time: EpochMs;
    readonly bars: number;
    /** Changes with every new state of the history: when to load the sparkline again. */
    readonly snapshot: number;
  } | null;
  readonly forecast: RowForecast | null;
  /** Enabled rules, and events that the user has not seen. */
  readonly alerts: { readonly rules: number; readonly unseen: number };
}

const id = v.pipe(v.number(), v.integer());
const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'expected a name'), v.maxLength(100));
const symbol = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const symbols = v.pipe(v.array(symbol), v.maxLength(20_000));

/** Errors of all that take an id: watchlist/unknown. */
export const watchlistsContract = {
  /** All lists in the user's order. */
  list: oc.output(type<Watchlist[]>()),

  /** Adds a list behind the others. Errors: watchlist/name-taken. */
  create: oc.input(v.strictObject({ name, symbols: v.optional(symbols, []) })).output(type<Watchlist>()),

  /** Errors: watchlist/name-taken. */
  rename: oc.input(v.strictObject({ id, name })).output(type<Watchlist>()),

  /** Deletes a list; `bringBack` undoes it. */
  remove: oc.input(v.strictObject({ id })).output(type<Watchlist>()),

  /** Undoes `remove`. Errors: watchlist/name-taken where another list has got its name since. */
  bringBack: oc.input(v.strictObject({ id })).output(type<Watchlist>()),

  /** Puts the lists into this order; those that are not named keep theirs, behind them. */
  reorder: oc.input(v.strictObject({ ids: v.array(id) })).output(type<Watchlist[]>()),

  /** Sets all symbols of a list in their order, each once: what undoes any change of them. */
  setSymbols: oc.input(v.strictObject({ id, symbols })).output(type<Watchlist>()),

  /** Adds symbols before another one, or at the end; those that are there already stay where they are. */
  add: oc.input(v.strictObject({ id, symbols, before: v.optional(symbol) })).output(type<Watchlist>()),

  /** Takes symbols out of a list; those that are not there are passed over. */
  take: oc.input(v.strictObject({ id, symbols })).output(type<Watchlist>()),

  /** Moves symbols, in their order in the list, before another one or to the end. */
  move: oc.input(v.strictObject({ id, symbols, before: v.optional(symbol) })).output(type<Watchlist>()),

  /**
   * The lines of a list in its order. The forecast is the newest one in the ledger, of the model (of any version where
   * none is named) and horizon where they are given; without a horizon the shortest.
   */
  rows: oc
    .input(
      v.strictObject({
        id,
        timeframe: v.optional(v.picklist(timeframes), '1d'),
        model: v.optional(modelReferenceSchema),
        horizonBars: v.optional(horizonSchema),
      }),
    )
    .output(type<WatchlistRow[]>()),
};
