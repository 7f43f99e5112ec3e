import type { Experiment } from '#contract/model-spec.ts';
import type { InstrumentInput } from '../features/dataset.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { loadHistory } from '../market-data/load-history.ts';
import { requireAcknowledged } from '../market-data/quality/require-acknowledged.ts';
import type { ReadDatabase } from '../store/open-store.ts';

export interface TrainingData {
  readonly inputs: readonly InstrumentInput[];
  /** SHA-256 of each instrument's data. */
  readonly dataHashes: Readonly<Record<string, string>>;
}

/** The present data of an experiment's instruments. Errors: data/…, store/damaged. */
export function loadTrainingData(database: ReadDatabase, { instruments, spec }: Experiment): TrainingData {
  const symbols = [...new Set(instruments)];
  requireAcknowledged(database, symbols, spec.timeframe);
  const series = listSeriesNames(spec.features);
  const histories = symbols.map((symbol) => loadHistory(database, symbol, { timeframe: spec.timeframe, series }));
  return {
    inputs: histories.map(({ instrument, ...data }) => ({ symbol: instrument.symbol, ...data })),
    dataHashes: Object.fromEntries(histories.map((h) => [h.instrument.symbol, h.dataHash])),
  };
}
