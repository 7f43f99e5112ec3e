import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelSpec } from '#contract/model-spec.ts';
import { simulateMarket } from '#engine/market-data/simulate/simulate-market.ts';
import { writeYahooCsv } from '#engine/market-data/simulate/write-yahoo-csv.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';

/** Two simulated instruments as price files; returns the folder that holds them. */
export function writeSmallMarket(folder: string): string {
  const market = join(folder, 'market');
  mkdirSync(market);
  for (const instrument of simulateMarket({ seed: 3, instruments: 2, bars: 1500 })) {
    writeFileSync(join(market, `${instrument.symbol}.csv`), writeYahooCsv(instrument));
  }
  return market;
}

/** A spec file of a network that trains in seconds on any backend; returns its path. */
export function writeSmallSpec(folder: string, epochs: number, training: Partial<ModelSpec['training']> = {}): string {
  const preset = loadPreset('price-lstm');
  const file = join(folder, 'small.json');
  writeFileSync(
    file,
    JSON.stringify({
      ...preset,
      name: 'small',
      windowBars: 12,
      layers: [
        { kind: 'lstm', units: 8, returnSequences: true },
        { kind: 'dropout', rate: 0.2 },
        { kind: 'lstm', units: 4, returnSequences: false },
      ],
      training: { ...preset.training, epochs, patience: epochs, strideBars: 4, ...training },
    }),
  );
  return file;
}
