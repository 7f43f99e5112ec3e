import type { Watchlist } from '#contract/api/watchlists.ts';
import { AppError } from '#contract/errors.ts';
import { splitModelReference } from '#contract/model-reference.ts';
import { api } from '../engine.ts';
import { transact, type ReadDatabase, type WriteDatabase } from '../store/open-store.ts';
import {
  addWatchlist,
  findWatchlist,
  listWatchlistRows,
  listWatchlists,
  renameWatchlist,
  setWatchlistPosition,
  setWatchlistRemoved,
  setWatchlistSymbols,
} from '../store/watchlists.ts';
import { addSymbols, moveSymbols, takeSymbols } from './edit-symbols.ts';

const { watchlists } = api;

export const watchlistsApi = {
  list: watchlists.list.handler(({ context: { store } }) => listAll(store.database)),

  create: watchlists.create.handler(({ input, context: { store, clock } }) =>
    transact(store.database, (database) => {
      refuseTaken(database, input.name);
      const id = addWatchlist(database, input.name, clock.now());
      setWatchlistSymbols(database, id, [...new Set(input.symbols)]);
      return find(database, id);
    }),
  ),

  rename: watchlists.rename.handler(({ input, context: { store } }) =>
    transact(store.database, (database) => {
      find(database, input.id);
      refuseTaken(database, input.name, input.id);
      renameWatchlist(database, input.id, input.name);
      return find(database, input.id);
    }),
  ),

  remove: watchlists.remove.handler(({ input, context: { store, clock } }) =>
    transact(store.database, (database) => {
      const removed = find(database, input.id);
      setWatchlistRemoved(database, input.id, clock.now());
      return removed;
    }),
  ),

  bringBack: watchlists.bringBack.handler(({ input, context: { store } }) =>
    transact(store.database, (database) => {
      const removed = findWatchlist(database, input.id);
      if (!removed) throw unknownList(input.id);
      refuseTaken(database, removed.name, input.id);
      setWatchlistRemoved(database, input.id, null);
      return find(database, input.id);
    }),
  ),

  reorder: watchlists.reorder.handler(({ input, context: { store } }) =>
    transact(store.database, (database) => {
      const named = [...new Set(input.ids)];
      const others = listAll(database).filter(({ id }) => !named.includes(id));
      [...named, ...others.map(({ id }) => id)].forEach((id, position) => {
        setWatchlistPosition(database, id, position);
      });
      return listAll(database);
    }),
  ),

  setSymbols: watchlists.setSymbols.handler(({ input, context: { store } }) =>
    editSymbols(store.database, input.id, () => [...new Set(input.symbols)]),
  ),

  add: watchlists.add.handler(({ input, context: { store } }) =>
    editSymbols(store.database, input.id, (symbols) => addSymbols(symbols, input.symbols, input.before)),
  ),

  take: watchlists.take.handler(({ input, context: { store } }) =>
    editSymbols(store.database, input.id, (symbols) => takeSymbols(symbols, input.symbols)),
  ),

  move: watchlists.move.handler(({ input, context: { store } }) =>
    editSymbols(store.database, input.id, (symbols) => moveSymbols(symbols, input.symbols, input.before)),
  ),

  rows: watchlists.rows.handler(({ input, context: { store, clock } }) => {
    find(store.database, input.id);
    const forecasts = {
      model: input.model === undefined ? null : splitModelReference(input.model),
      horizonBars: input.horizonBars ?? null,
    };
    return listWatchlistRows(store.database, input.id, input.timeframe, forecasts, clock.now());
  }),
};

function editSymbols(
  database: WriteDatabase,
  id: number,
  edit: (symbols: readonly string[]) => readonly string[],
): Watchlist {
  return transact(database, (transaction) => {
    setWatchlistSymbols(transaction, id, edit(find(transaction, id).symbols));
    return find(transaction, id);
  });
}

function listAll(database: ReadDatabase): Watchlist[] {
  return listWatchlists(database).map(({ id, name, symbols }) => ({ id, name, symbols }));
}

function find(database: ReadDatabase, id: number): Watchlist {
  const found = findWatchlist(database, id);
  if (!found || found.isRemoved) throw unknownList(id);
  return { id, name: found.name, symbols: found.symbols };
}

function refuseTaken(database: ReadDatabase, name: string, except?: number): void {
  if (!listWatchlists(database).some((list) => list.name === name && list.id !== except)) return;
  throw new AppError('watchlist/name-taken', `There is a watchlist "${name}" already.`, 'Choose another name.');
}

function unknownList(id: number): AppError {
  return new AppError('watchlist/unknown', `There is no watchlist ${id}.`, 'It may have been deleted elsewhere.');
}
