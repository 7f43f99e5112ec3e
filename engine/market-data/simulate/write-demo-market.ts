import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { SimulatedMarket } from '#contract/api/market-data.ts';
import { measurePlantedSignal } from './measure-planted-signal.ts';
import { demoMarket, simulateMarket } from './simulate-market.ts';
import { writeYahooCsv } from './write-yahoo-csv.ts';

/** The horizon of the demo's preset: the planted signal is measured where it is looked for. */
const HORIZON_BARS = 5;

/** Writes one price file per instrument of the demo market; files that are there already stay as they are. */
export async function writeDemoMarket(folder: string): Promise<SimulatedMarket> {
  const market = simulateMarket(demoMarket);
  await mkdir(resolve(folder), { recursive: true });
  const files: string[] = [];
  for (const instrument of market) {
    const file = join(resolve(folder), `${instrument.symbol}.csv`);
    if (!(await exists(file))) {
      // Under its name only when it is whole: a file that a kill cut short would be kept for ever.
      await writeFile(`${file}.part`, writeYahooCsv(instrument));
      await rename(`${file}.part`, file);
    }
    files.push(file);
  }
  const { horizonBars, hiddenDrift, smoothedSentiment, momentum } = measurePlantedSignal(market, HORIZON_BARS);
  return { files, planted: { horizonBars, hiddenDrift, smoothedSentiment, momentum } };
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    // Not there, or not to be seen: writing it then says what is wrong.
    return false;
  }
}
