import type { Bars } from '#contract/bars.ts';
import { addSnapshot, noActions } from '../store/bars.ts';
import { addInstrument, findInstrument } from '../store/instruments.ts';
import { addModel, findModel, nextModelVersion, type StoredModel } from '../store/models.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { addRun } from '../store/runs.ts';
import { plainFacts } from '../store/workspace.test-data.ts';
import { packBundle, type Bundle } from './bundle.ts';

/** Stores the bars as the newest state of an instrument's daily history, as an import would. */
export function storeBars(database: WriteDatabase, symbol: string, bars: Bars): void {
  const known = findInstrument(database, symbol);
  const instrumentId = known?.id ?? addInstrument(database, { symbol, currency: 'EUR', simulated: false }, 1);
  const ones = new Float64Array(bars.time.length).fill(1);
  addSnapshot(database, {
    ...plainFacts,
    instrumentId,
    bars: { ...bars, priceFactor: ones, volumeFactor: ones },
    actions: noActions,
  });
}

/** Stores a model as the next version of its name. */
export function storeModel(database: WriteDatabase, { manifest, onnx }: Bundle): StoredModel {
  const version = nextModelVersion(database, manifest.name);
  const runId = `run-${version}`;
  addRun(database, { id: runId, replayKey: runId, experiment: {}, dataHashes: {}, createdAt: 1 });
  const bundle = packBundle({ manifest: { ...manifest, version }, onnx });
  addModel(database, { name: manifest.name, version, runId, bundle, createdAt: 1 });
  return findModel(database, manifest.name, version)!;
}
