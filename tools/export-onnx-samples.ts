/**
 * Writes networks with what Almanac says of random windows, for tools/check-onnx.py:
 *
 *     node tools/export-onnx-samples.ts FOLDER             every head, for one horizon and two, and every preset
 *     node tools/export-onnx-samples.ts FOLDER BUNDLE …    bundles that were trained
 *
 * NAME.onnx and NAME.json stand beside each other; of a bundle only NAME.json is written. The outputs of the former are
 * those of the float64 reference, with random weights; those of a bundle, which has its weights in the ONNX file alone,
 * are those of Almanac's own inference.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Windows } from '#engine/features/dataset.ts';
import { countColumns } from '#engine/features/resolve-features.ts';
import { unpackBundle } from '#engine/forecast/bundle.ts';
import { openNetwork } from '#engine/inference/open-network.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { almanacVersion } from '#engine/kernel/version.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { listPresets, loadPreset } from '#engine/models/parse-spec.ts';
import { exportOnnx } from '#engine/onnx/export-onnx.ts';
import { referenceActivation, referenceForward } from '../tests/conformance/reference-network.ts';
import { labelOf, randomWindows, smallGraph, smallHeads } from '../tests/conformance/small-network.ts';

const SAMPLES = 16;

/** Numbers of a flat array as rows of that length. */
function rowsOf(values: ArrayLike<number>, length: number): number[][] {
  return Array.from({ length: values.length / length }, (_, i) =>
    Array.from({ length }, (__, k) => values[i * length + k]!),
  );
}

function writeExpected(file: string, windows: Windows, outputs: readonly number[][]): void {
  const { features, featureCount, windowBars, ends } = windows;
  const rows = rowsOf(features, featureCount);
  const given = Array.from(ends, (end) => rows.slice(end - windowBars + 1, end + 1));
  writeFileSync(file, `${JSON.stringify({ windows: given, outputs })}\n`);
  process.stdout.write(`${file}\n`);
}

function exportSample(folder: string, name: string, graph: Graph): void {
  const random = createRandom(3);
  // Noise, so that no tensor is at a special value and outputs differ.
  const weights = drawInitialWeights(graph, 4).map((weight) => weight + 0.1 * random.normal());
  const windows = randomWindows(graph, SAMPLES, 5);
  const samples = windows.ends.map((_, i) => i);
  const outputs = referenceActivation(graph, referenceForward(graph, weights, windows, samples, null));
  writeFileSync(join(folder, `${name}.onnx`), exportOnnx(graph, weights, name, almanacVersion));
  writeExpected(join(folder, `${name}.json`), windows, outputs);
}

async function exportBundle(folder: string, file: string): Promise<void> {
  const { manifest, onnx } = unpackBundle(readFileSync(file));
  const { spec } = manifest.experiment;
  const windows = randomWindows(buildGraph(spec, countColumns(manifest.features)), SAMPLES, 5);
  const network = await openNetwork(onnx);
  const outputs = await network.run(windows);
  await network.close();
  writeExpected(join(folder, `${basename(file)}.json`), windows, rowsOf(outputs, outputs.length / SAMPLES));
}

const [folder, ...bundles] = process.argv.slice(2);
if (folder === undefined) throw new RangeError('expected the folder to write to');
mkdirSync(folder, { recursive: true });
for (const file of bundles) await exportBundle(folder, file);
if (bundles.length === 0) {
  for (const [name, head] of Object.entries(smallHeads)) {
    for (const horizons of [[3], [3, 5]]) {
      const title = `${name.replaceAll(' ', '-')}-${horizons.join('-')}`;
      exportSample(folder, title, smallGraph({ head, label: labelOf(head, horizons) }));
    }
  }
  for (const preset of listPresets()) {
    const spec = loadPreset(preset);
    exportSample(folder, preset, buildGraph(spec, countColumns(spec.features)));
  }
}
