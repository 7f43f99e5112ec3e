import { join } from 'node:path';
import { api } from '../engine.ts';
import { listRemovedInstruments, searchInstruments } from '../store/instruments.ts';
import { importFiles, previewFiles } from './import-files.ts';
import { keepPasted } from './keep-pasted.ts';
import { summariseInstruments } from './load-history.ts';
import {
  acknowledgeFindings,
  listAllFindings,
  repairStored,
  reportQuality,
  revertHistory,
} from './quality/quality-report.ts';
import { bringBackInstrument, removeInstrument } from './remove-instrument.ts';
import { importSeries, summariseSeries } from './series/import-series.ts';
import { writeDemoMarket } from './simulate/write-demo-market.ts';

export const marketDataApi = {
  import: api.marketData.import.handler(({ input, context: { store, clock }, signal }) =>
    importFiles(store.database, clock, input, signal),
  ),

  preview: api.marketData.preview.handler(({ input, context: { store, clock }, signal }) =>
    previewFiles(store.database, clock, input, signal),
  ),

  paste: api.marketData.paste.handler(({ input, context: { store } }) => keepPasted(store.folder, input)),

  demo: api.marketData.demo.handler(async function* ({ context: { store, clock }, signal }) {
    const { files } = await writeDemoMarket(join(store.folder, 'demo-market'));
    const request = { paths: files, simulated: true, replace: false, repair: false };
    return yield* importFiles(store.database, clock, request, signal);
  }),

  search: api.marketData.search.handler(({ input, context: { store } }) =>
    searchInstruments(store.database, input.text, input.limit),
  ),

  remove: api.marketData.remove.handler(({ input, context: { store, clock } }) =>
    removeInstrument(store.database, clock, input.symbol),
  ),

  bringBack: api.marketData.bringBack.handler(({ input, context: { store } }) =>
    bringBackInstrument(store.database, input.symbol),
  ),

  removed: api.marketData.removed.handler(({ context: { store } }) => listRemovedInstruments(store.database)),

  instruments: api.marketData.instruments.handler(({ context: { store } }) => summariseInstruments(store.database)),

  findings: api.marketData.findings.handler(({ context: { store } }) => listAllFindings(store.database)),

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
