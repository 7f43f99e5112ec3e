import type { Watchlist, WatchlistRow } from '#contract/api/watchlists.ts';
import { AppError } from '#contract/errors.ts';
import type { EngineClient } from '../host.ts';
import { inventForecast } from './invent-forecast.ts';
import type { InventedInstrument } from './invent-market.ts';

/** The user's lists in memory: what the views change, they see. */
export function createWatchlistsDouble(market: readonly InventedInstrument[]): Partial<EngineClient['watchlists']> {
  let lists: Watchlist[] = [
    { id: 1, name: 'All', symbols: market.map(({ symbol }) => symbol) },
    { id: 2, name: 'Energy', symbols: [...market.slice(3, 8).map(({ symbol }) => symbol), 'XYZ'] },
  ];
  const removed: Watchlist[] = [];
  const rows = new Map(market.map((instrument) => [instrument.symbol, describe(instrument)]));
  const find = (id: number): Watchlist => {
    const found = lists.find((list) => list.id === id);
    if (!found) throw new AppError('watchlist/unknown', `There is no list ${id}.`, 'Load the lists again.');
    return found;
  };
  const change = (id: number, turn: (symbols: readonly string[]) => readonly string[]): Promise<Watchlist> => {
    const changed = { ...find(id), symbols: [...new Set(turn(find(id).symbols))] };
    lists = lists.map((list) => (list.id === id ? changed : list));
    return Promise.resolve(changed);
  };
  const insert = (symbols: readonly string[], more: readonly string[], before?: string): string[] => {
    const at = before === undefined ? symbols.length : symbols.indexOf(before);
    return [...symbols.slice(0, at), ...more, ...symbols.slice(at)];
  };
  return {
    list: () => Promise.resolve(lists),
    create: ({ name, symbols = [] }) => {
      const made = { id: Math.max(0, ...lists.map(({ id }) => id)) + 1, name, symbols };
      lists = [...lists, made];
      return Promise.resolve(made);
    },
    rename: ({ id, name }) => {
      lists = lists.map((list) => (list.id === id ? { ...list, name } : list));
      return Promise.resolve(find(id));
    },
    remove: ({ id }) => {
      const gone = find(id);
      removed.push(gone);
      lists = lists.filter((list) => list !== gone);
      return Promise.resolve(gone);
    },
    bringBack: ({ id }) => {
      const back = removed.find((list) => list.id === id)!;
      lists = [...lists, back];
      return Promise.resolve(back);
    },
    reorder: ({ ids }) => {
      lists = ids.map(find);
      return Promise.resolve(lists);
    },
    setSymbols: ({ id, symbols }) => change(id, () => symbols),
    add: ({ id, symbols, before }) => change(id, (now) => insert(now, symbols, before)),
    take: ({ id, symbols }) => change(id, (now) => now.filter((symbol) => !symbols.includes(symbol))),
    move: ({ id, symbols, before }) =>
      change(id, (now) =>
        insert(
          now.filter((symbol) => !symbols.includes(symbol)),
          symbols,
          before,
        ),
      ),
    rows: ({ id }) => Promise.resolve(find(id).symbols.map((symbol) => rows.get(symbol) ?? unknownRow(symbol))),
  };
}

function unknownRow(symbol: string): WatchlistRow {
  return { symbol, last: null, forecast: null, alerts: { rules: 0, unseen: 0 } };
}

function describe(instrument: InventedInstrument): WatchlistRow {
  const { bars, symbol, currency, simulated } = instrument;
  const last = bars.close.length - 1;
  const forecast = inventForecast(instrument);
  const eighty = forecast.intervals.find(({ coverage }) => coverage === 0.8)!;
  const hasForecast = symbol !== 'HELI';
  return {
    symbol,
    last: {
      currency,
      simulated,
      price: bars.close[last]!,
      change: bars.close[last]! / bars.close[last - 1]! - 1,
      time: bars.time[last]!,
      bars: last + 1,
      snapshot: 1,
    },
    forecast: hasForecast
      ? {
          id: forecast.id,
          model: forecast.model,
          horizonBars: forecast.horizonBars,
          timeframe: '1d',
          grade: forecast.grade,
          probabilityUp: forecast.probabilityUp,
          expectedReturn: forecast.expectedReturn,
          lowReturn: eighty.lowReturn,
          highReturn: eighty.highReturn,
          createdAt: forecast.createdAt,
          asOf: forecast.asOf,
          isStale: symbol === 'JADE',
        }
      : null,
    alerts: { rules: symbol === 'DUNE' ? 2 : 0, unseen: symbol === 'BORA' ? 1 : 0 },
  };
}
