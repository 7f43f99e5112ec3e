import { api } from '../engine.ts';
import { listInstruments } from '../store/instruments.ts';
import { importFiles } from './import-files.ts';
import { summariseInstrument } from './load-history.ts';
import { writeDemoMarket } from './simulate/write-demo-market.ts';

export const marketDataApi = {
  import: api.marketData.import.handler(({ input, context: { store, clock }, signal }) =>
    importFiles(store.database, clock, input, signal),
  ),

  instruments: api.marketData.instruments.handler(({ context: { store } }) =>
    listInstruments(store.database).map(({ symbol }) => summariseInstrument(store.database, symbol)),
  ),

  simulate: api.marketData.simulate.handler(({ input }) => writeDemoMarket(input.folder)),
};
