/**
 * npm run bench:forecasts: whole forecasts (features over ten years of daily bars, network, distribution, grade,
 * reasons) once the model and the histories are loaded: of one instrument, and of 500 at once. The market is simulated,
 * the network is price-lstm with its first weights, which cost as much as trained ones.
 */
import { inventModel } from '#engine/forecast/invented-model.test-data.ts';
import { readLastWindow } from '#engine/forecast/last-window.ts';
import { makeForecasts } from '#engine/forecast/make-forecast.ts';
import { openNetwork } from '#engine/inference/open-network.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { median } from './bench.ts';
import { simulateBars } from './simulate-bars.ts';

const INSTRUMENTS = 500;
const BARS = 2520;
const REPETITIONS = 5;
const ONE_BY_ONE = 100;

const inputs = Array.from({ length: INSTRUMENTS }, (_, i) => ({ symbol: `S${i}`, bars: simulateBars(i, BARS) }));
const split = { train: 0.6, validation: 0.15, calibration: 0.1, embargoBars: 5 };
const { manifest, onnx } = inventModel(inputs, loadPreset('price-lstm'), split);
const network = await openNetwork(onnx);
const clock = { now: () => 0, newId: () => 'bench' };
const subjects = inputs.map((input) => ({
  instrument: { symbol: input.symbol, currency: 'USD', simulated: true },
  input,
  dataHash: 'bench',
}));

async function forecast(chosen: typeof subjects): Promise<number> {
  const startedAt = performance.now();
  const windows = chosen.map((subject) => readLastWindow(manifest, subject));
  await makeForecasts(manifest, network, windows, clock);
  return performance.now() - startedAt;
}

await forecast(subjects);
const together: number[] = [];
for (let i = 0; i < REPETITIONS; i++) together.push(await forecast(subjects));
const single: number[] = [];
for (const subject of subjects.slice(0, ONE_BY_ONE)) single.push(await forecast([subject]));

process.stdout.write(
  `price-lstm on ${network.engine}, ${BARS} daily bars each; a forecast with its reasons is ${1 + manifest.features.length} windows.
${INSTRUMENTS} instruments at once  ${median(together).toFixed(0)} ms (median of ${REPETITIONS})
one instrument  ${median(single).toFixed(2)} ms (median of ${ONE_BY_ONE})
`,
);
await network.close();
