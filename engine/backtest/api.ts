import { keptCurvePoints, type KeptBacktest } from '#contract/api/backtests.ts';
import type { ForecastRule, PriceRule, Rule } from '#contract/backtest.ts';
import type { EpochMs, Timeframe } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { defaultCosts, type Costs } from '#contract/model-spec.ts';
import { api } from '../engine.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { resolveModel, withModel } from '../forecast/open-model.ts';
import type { Clock } from '../kernel/clock.ts';
import { hashJson } from '../kernel/hash.ts';
import { loadHistory, type History } from '../market-data/load-history.ts';
import { requireAcknowledged } from '../market-data/quality/require-acknowledged.ts';
import { countTrials, recordBacktest } from '../store/backtests.ts';
import { listTimeframes } from '../store/bars.ts';
import { findInstrument } from '../store/instruments.ts';
import {
  findKeptBacktest,
  keepBacktest,
  listKeptBacktests,
  nameKeptBacktest,
  readKeptResult,
  setKeptBacktestRemoved,
  type StoredBacktest,
} from '../store/kept-backtests.ts';
import type { ReadDatabase, WriteDatabase } from '../store/open-store.ts';
import { openForecastMarket } from './forecast-market.ts';
import type { Market } from './market.ts';
import { openPriceMarket } from './price-market.ts';
import { runBacktest } from './run-backtest.ts';
import { countCells, runGrid } from './run-grid.ts';
import type { BacktestSettings } from './settings.ts';
import { shorten, thinCurves } from './shorten.ts';

interface Request extends Omit<BacktestSettings, 'costs'> {
  readonly rule: Rule;
  readonly symbols?: readonly string[] | undefined;
  readonly timeframe?: Timeframe | undefined;
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
  readonly costs?: { readonly [K in keyof Costs]?: Costs[K] | undefined } | undefined;
}

/** A market with how it is to be traded, and the data that it stands on. */
interface OpenMarket {
  readonly market: Market;
  readonly settings: BacktestSettings;
  /** What identifies the data, the model's bundle among it. */
  readonly data: unknown;
}

export const backtestsApi = {
  run: api.backtests.run.handler(async ({ input, context: { store, clock } }) => {
    const { curvePoints, ...request } = input;
    const open = await openMarket(store.database, request);
    const { key, trials } = countAnother(store.database, clock, request, open, 1);
    const result = runBacktest(open.market, open.settings, { trials });
    const id = keepBacktest(store.database, {
      key: hashJson([key, request.initialCapital]),
      request: { ...request, rule: result.rule },
      summary: shorten(result),
      result: { ...result, equity: thinCurves(result.equity, keptCurvePoints) },
      ranAt: clock.now(),
    });
    return { ...result, equity: thinCurves(result.equity, curvePoints ?? Infinity), id };
  }),

  grid: api.backtests.grid.handler(async function* ({ input, context: { store, clock }, signal }) {
    const open = await openMarket(store.database, input);
    const cells = countCells(open.market.rule, input.axes);
    const before = countTrials(store.database);
    const result = yield* runGrid(open.market, open.settings, input.axes, before + cells, clock, signal);
    countAnother(store.database, clock, input, open, cells);
    return result;
  }),

  list: api.backtests.list.handler(({ input, context: { store } }) => ({
    backtests: listKeptBacktests(store.database, input.drafts).map(describeKept),
    trials: countTrials(store.database),
  })),

  get: api.backtests.get.handler(({ input: { id }, context: { store } }) => {
    const found = findKept(store.database, id);
    const result = readKeptResult(store.database, id) ?? null;
    return { ...describeKept(found), hasCurves: result !== null, request: found.request, result };
  }),

  save: api.backtests.save.handler(({ input: { id, name }, context: { store } }) => {
    findKept(store.database, id);
    nameKeptBacktest(store.database, id, name);
    return describeKept(findKept(store.database, id));
  }),

  remove: api.backtests.remove.handler(({ input: { id }, context: { store, clock } }) => {
    const removed = findKept(store.database, id);
    setKeptBacktestRemoved(store.database, id, clock.now());
    return describeKept(removed);
  }),

  bringBack: api.backtests.bringBack.handler(({ input: { id }, context: { store } }) => {
    findKept(store.database, id);
    setKeptBacktestRemoved(store.database, id, null);
    return describeKept(findKept(store.database, id));
  }),
};

/** Errors: backtest/unknown. */
function findKept(database: ReadDatabase, id: number): StoredBacktest {
  const found = findKeptBacktest(database, id);
  if (found) return found;
  throw new AppError('backtest/unknown', `There is no backtest ${id}.`, 'Look for it among those that are kept.');
}

function describeKept({ id, name, ranAt, summary, hasCurves }: StoredBacktest): KeptBacktest {
  return { id, name, ranAt, summary, hasCurves };
}

/** Records what is shown, and returns the trials behind it. The amount of money is no other trial. */
function countAnother(
  database: WriteDatabase,
  clock: Clock,
  request: Request,
  { market, settings, data }: OpenMarket,
  trials: number,
): { key: string; trials: number } {
  const document = { ...request, rule: market.rule, ...settings, initialCapital: undefined };
  const key = hashJson(JSON.parse(JSON.stringify({ ...document, data })));
  recordBacktest(database, { key, trials, document, createdAt: clock.now() });
  return { key, trials: countTrials(database) };
}

/** Errors: data/…, forecast/…, backtest/…. */
async function openMarket(database: ReadDatabase, request: Request): Promise<OpenMarket> {
  const { rule } = request;
  return rule.kind === 'probability-threshold'
    ? openForecasts(database, request, rule)
    : openPrices(database, request, rule);
}

function openForecasts(database: ReadDatabase, request: Request, rule: ForecastRule): Promise<OpenMarket> {
  const model = resolveModel(database, rule.model);
  return withModel(database, model, async (manifest, network) => {
    const { spec, costs: own } = manifest.experiment;
    if (request.timeframe !== undefined && request.timeframe !== spec.timeframe) {
      throw new AppError(
        'backtest/other-timeframe',
        `${model.name} reads bars of ${spec.timeframe}, and bars of ${request.timeframe} were asked for.`,
        'Leave the timeframe out, or choose another model.',
      );
    }
    const costs = mergeCosts(own, request.costs);
    const histories = (request.symbols ?? Object.keys(manifest.scalers)).map((symbol) =>
      loadHistory(database, symbol, { timeframe: spec.timeframe, series: listSeriesNames(manifest.features) }),
    );
    const market = await openForecastMarket(rule, manifest, network, histories, costs, request);
    return { market, settings: { ...request, costs }, data: [model.bundleHash, hashesOf(histories)] };
  });
}

function openPrices(database: ReadDatabase, request: Request, rule: PriceRule): OpenMarket {
  const { symbols } = request;
  if (symbols === undefined) {
    throw new AppError(
      'backtest/no-symbols',
      'No instrument was named to trade.',
      'Name some, such as "almanac backtest SPY --rule ma-crossover"; "almanac instruments" lists what there is.',
    );
  }
  const timeframe = request.timeframe ?? chooseTimeframe(database, symbols[0]!);
  requireAcknowledged(database, symbols, timeframe);
  const histories = symbols.map((symbol) => loadHistory(database, symbol, { timeframe }));
  const market = openPriceMarket(rule, histories, request);
  const settings = { ...request, costs: mergeCosts(defaultCosts, request.costs) };
  return { market, settings, data: [timeframe, hashesOf(histories)] };
}

/** Costs with those that were named in place of their own. */
function mergeCosts(costs: Costs, named: Request['costs']): Costs {
  const said = Object.entries(named ?? {}).filter(([, value]) => value !== undefined);
  return { ...costs, ...Object.fromEntries(said) };
}

/** Days where there are some, else the shortest bars. */
function chooseTimeframe(database: ReadDatabase, symbol: string): Timeframe {
  const instrument = findInstrument(database, symbol);
  const known = instrument ? listTimeframes(database, instrument.id) : [];
  return known.includes('1d') ? '1d' : (known[0] ?? '1d');
}

function hashesOf(histories: readonly History[]): string[] {
  return histories.map(({ instrument, dataHash }) => `${instrument.symbol} ${dataHash}`);
}
