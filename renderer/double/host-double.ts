import { encodeColumns } from '#contract/columns.ts';
import type { InstrumentSummary } from '#contract/api/market-data.ts';
import { AppError } from '#contract/errors.ts';
import { joinBars } from '#contract/join-bars.ts';
import { lowerBound } from '../charts/price-chart/marks.ts';
import type { ConnectionState, EngineClient, Host } from '../host.ts';
import type { Answers } from './answers.ts';
import { createAlertsDouble } from './alerts-double.ts';
import { createBacktestsDouble } from './backtests-double.ts';
import { createDataDouble } from './data-double.ts';
import { createImportDouble } from './import-double.ts';
import { inventForecast, inventReplay } from './invent-forecast.ts';
import { inventMarket, type InventedInstrument } from './invent-market.ts';
import { createModelsDouble } from './models-double.ts';
import { createReportsDouble } from './reports-double.ts';
import { createSettingsDouble } from './settings-double.ts';
import { createSystemDouble } from './system-double.ts';
import { createTrainingDouble } from './training-double.ts';
import { tellChanges } from './tell-changes.ts';
import { createWatchlistsDouble } from './watchlists-double.ts';

/** A host without an engine, for tests of components and for work on the look of the app. */
export interface HostDouble extends Host {
  /** Plays the engine going away and coming back. */
  readonly setConnection: (state: ConnectionState) => void;
  /** Plays an alert that has just come. */
  readonly tellAlert: () => void;
}

export function createHostDouble({
  instruments = 20,
  answers = {},
}: { instruments?: number; answers?: Answers } = {}): HostDouble {
  const market = inventMarket(instruments);
  const alerts = createAlertsDouble(market);
  const data = createDataDouble(market, summarise);
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'open';
  return {
    engine: completeClient(
      tellChanges({
        ...answerFrom(market),
        marketData: { ...data.answers, ...createImportDouble() },
        alerts: alerts.answers,
        ...answers,
      }),
    ),
    data: (path) => Promise.resolve(answerData(market, path, data.readSeries)),
    connection: {
      get state() {
        return state;
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    tellAlert: alerts.tell,
    setConnection(next) {
      state = next;
      for (const listener of listeners) listener(next);
    },
    shell: {
      can: {
        pickFiles: false,
        pickFolder: false,
        showInFolder: false,
        notify: true,
        announceAlerts: false,
        keepAwake: true,
        openExternal: false,
      },
      platform: 'linux',
      pickFiles: () => Promise.resolve([]),
      pickFolder: () => Promise.resolve(null),
      pathsOf: (files) => Promise.resolve(files.map(({ name }) => `/inbox/${name}`)),
      saveFile: () => Promise.resolve(true),
      saveFromEngine: () => Promise.resolve(true),
      showInFolder: () => Promise.resolve(),
      mayNotify: ({ ask }) => Promise.resolve(ask ? 'yes' : 'unsaid'),
      notify: () => Promise.resolve(),
      openExternal: () => Promise.resolve(),
      onNavigate: () => () => undefined,
      onOpenFiles: () => () => undefined,
    },
  };
}

function summarise({ symbol, currency, simulated, bars }: InventedInstrument): InstrumentSummary {
  return {
    symbol,
    currency,
    simulated,
    timeframe: '1d',
    bars: bars.time.length,
    from: bars.time[0]!,
    to: bars.time.at(-1)!,
    lastClose: bars.close.at(-1)!,
    source: `${symbol}.csv`,
    importedAt: Date.UTC(2026, 10, 28, 8),
    format: 'almanac',
    adjustment: 'adjusted-by-provider',
    timeZone: 'UTC',
    stamps: 'day',
    contentHash: symbol,
    refusedRows: [],
    refusedCount: 0,
    series: [],
    quality: { red: 0, amber: 1, info: 2 },
  };
}

function answerFrom(market: readonly InventedInstrument[]): Answers {
  const find = (symbol: string): InventedInstrument => {
    const found = market.find((instrument) => instrument.symbol === symbol);
    if (!found)
      throw new AppError('data/unknown-instrument', `The workspace has no instrument ${symbol}.`, 'Import it.');
    return found;
  };
  const symbols = market.map(({ symbol }) => symbol);
  const training = createTrainingDouble(market);
  return {
    watchlists: createWatchlistsDouble(market),
    settings: createSettingsDouble(),
    ...createSystemDouble(),
    ...training,
    ...createBacktestsDouble(market, training.jobs ?? {}),
    models: createModelsDouble(symbols),
    reports: createReportsDouble(symbols),
    forecasts: {
      predict: ({ symbols }) =>
        Promise.resolve({
          forecasts: (symbols ?? []).map((symbol) => inventForecast(find(symbol))),
          states: [],
          leftOut: [],
        }),
      ledger: ({ symbol }) => Promise.resolve([inventForecast(find(symbol))]),
      replay: ({ symbol }) => Promise.resolve(inventReplay(find(symbol))),
    },
  };
}

/** Every verb that is not answered fails with an AppError that names it. */
function completeClient(answers: Answers): EngineClient {
  const missing = (domain: string, verb: string) => () =>
    Promise.reject(new AppError('double/no-answer', `The double has no answer to ${domain}.${verb}.`, 'Give it one.'));
  const domains = new Proxy({} as EngineClient, {
    get: (_, domain: string) =>
      new Proxy(
        {},
        {
          get: (_, verb: string) =>
            (answers as Record<string, Record<string, unknown>>)[domain]?.[verb] ?? missing(domain, verb),
        },
      ),
  });
  return domains;
}

function answerData(
  market: readonly InventedInstrument[],
  path: string,
  readSeries: (query: URLSearchParams) => Uint8Array,
): ArrayBuffer {
  const { pathname, searchParams } = new URL(path, 'http://double');
  if (pathname === '/data/series') return toBuffer(readSeries(searchParams));
  if (pathname === '/data/sparklines') return answerSparklines(market, searchParams);
  const found = market.find(({ symbol }) => symbol === searchParams.get('symbol'));
  if (!found)
    throw new AppError(
      'data/unknown-instrument',
      `The workspace has no instrument ${searchParams.get('symbol')}.`,
      'Import it.',
    );
  const { bars } = found;
  const points = Number(searchParams.get('points') ?? 2000);
  let size = 1;
  const { time } = bars;
  const first = lowerBound(time, Number(searchParams.get('from') ?? 0));
  const end = lowerBound(time, Number(searchParams.get('to') ?? Infinity) + 1);
  while (Math.ceil(end / size) - Math.floor(first / size) > points) size *= 2;
  const start = Math.floor(first / size) * size;
  const joined = joinBars(bars, size, start, Math.ceil(end / size) * size);
  const meta = {
    symbol: found.symbol,
    timeframe: '1d',
    currency: found.currency,
    simulated: true,
    barsPerBucket: size,
    firstBar: start,
    bars: bars.time.length,
    historyFrom: bars.time[0],
    historyTo: bars.time.at(-1),
    contentHash: found.symbol,
  };
  if (pathname === '/data/indicator') {
    const span = Number(searchParams.get('bars') ?? 20);
    const mean = joined.close.map((_, i) =>
      i < span - 1 ? NaN : joined.close.subarray(i - span + 1, i + 1).reduce((a, b) => a + b) / span,
    );
    const names = { bollinger: ['upper', 'middle', 'lower'], macd: ['line', 'signal', 'histogram'] }[
      searchParams.get('kind') ?? ''
    ] ?? ['value'];
    return toBuffer(
      encodeColumns(meta, [
        ['time', joined.time],
        ...names.map((name, i) => [name, mean.map((x) => x * (1.04 - 0.04 * i))] as const),
      ]),
    );
  }
  return toBuffer(encodeColumns(meta, Object.entries(joined)));
}

function answerSparklines(market: readonly InventedInstrument[], query: URLSearchParams): ArrayBuffer {
  const wanted = new Set(query.get('symbols')?.split(','));
  const columns = market
    .filter(({ symbol }) => wanted.has(symbol))
    .map(({ symbol, bars }) => [symbol, Float32Array.from(bars.close.subarray(-60))] as const);
  return toBuffer(encodeColumns({ timeframe: '1d', missing: [] }, columns));
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer;
}
