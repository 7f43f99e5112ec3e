import { api } from '../engine.ts';
import { importFiles } from './import-files.ts';
import { summariseInstruments } from './load-history.ts';
import { acknowledgeFindings, repairStored, reportQuality, revertHistory } from './quality/quality-report.ts';
import { importSeries, summariseSeries } from './series/import-series.ts';
import { writeDemoMarket } from './simulate/write-demo-market.ts';

export const marketDataApi = {
  import: api.marketData.import.handler(({ input, context: { store, clock }, signal }) =>
    importFiles(store.database, clock, input, signal),
  ),

  instruments: api.marketData.instruments.handler(({ context: { store } }) => summariseInstruments(store.database)),

  quality: api.marketData.quality.handler(({ input, context: { store } }) => reportQuality(store.database, input)),

  acknowledge: api.marketData.acknowledge.handler(({ input, context: { store, clock } }) =>
    acknowledgeFindings(store.database, clock, input),
  ),

  repair: api.marketData.repair.handler(({ input, context: { store, clock } }) =>
    repairStored(store.database, clock, input),
  ),

  revert: api.marketData.revert.handler(({ input, context: { store, clock } }) =>
    revertHistory(store.database, clock, input),
  ),

  importSeries: api.marketData.importSeries.handler(({ input, context: { store, clock } }) =>
    importSeries(store.database, clock, input),
  ),

  series: api.marketData.series.handler(({ context: { store } }) => summariseSeries(store.database)),

  simulate: api.marketData.simulate.handler(({ input }) => writeDemoMarket(input.folder)),
};
