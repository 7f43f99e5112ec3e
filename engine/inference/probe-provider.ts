import './silence-telemetry.ts';
import { performance } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';
import ort from 'onnxruntime-node';
import { createRandom } from '../kernel/random.ts';
import { createSession, explainFailure } from './create-session.ts';
import { providers, type Provider } from './providers.ts';
import { PROBE_WINDOWS, type ProbeAnswer } from './run-probe.ts';

/**
 * Entry of the process that tries a provider out, `node probe-provider.ts webgpu < network.onnx`: a driver may crash
 * or hang, and here it harms nobody. The answer is one line of JSON, a ProbeAnswer.
 */
async function probe(provider: Provider, onnx: Uint8Array): Promise<ProbeAnswer> {
  const onProcessor = await createSession(onnx, 'cpu');
  const [input] = onProcessor.inputMetadata;
  if (!input?.isTensor) throw new Error('the network has no tensor for an input');
  // [batch, time, features], of which the first is free.
  const [, windowBars, featureCount] = input.shape.map(Number);
  const size = windowBars! * featureCount!;
  const random = createRandom(1);
  const windows = Float32Array.from({ length: PROBE_WINDOWS * size }, () => random.normal());

  async function run(session: ort.InferenceSession, first: number, count: number): Promise<Float32Array> {
    const values = windows.slice(first * size, (first + count) * size);
    const feeds = { [input!.name]: new ort.Tensor('float32', values, [count, windowBars!, featureCount!]) };
    const output = (await session.run(feeds))[session.outputNames[0]!];
    if (!(output?.data instanceof Float32Array)) throw new Error('the network has no floats for an output');
    return output.data;
  }
  /** One window after another, as forecasts are made; behind them all at once, as a test slice is. */
  async function measure(session: ort.InferenceSession): Promise<{ milliseconds: number; outputs: number[] }> {
    // The first run compiles and allocates.
    await run(session, 0, 1);
    const startedAt = performance.now();
    const outputs: number[] = [];
    for (let i = 0; i < PROBE_WINDOWS; i++) outputs.push(...(await run(session, i, 1)));
    const milliseconds = performance.now() - startedAt;
    return { milliseconds, outputs: [...outputs, ...(await run(session, 0, PROBE_WINDOWS))] };
  }

  const expected = await measure(onProcessor);
  const tried = await createSession(onnx, provider);
  const found = await measure(tried);
  await tried.release();
  await onProcessor.release();
  const largestDifference = expected.outputs.reduce(
    (largest, value, i) => Math.max(largest, Math.abs(value - found.outputs[i]!)),
    expected.outputs.length === found.outputs.length ? 0 : NaN,
  );
  // JSON has no NaN.
  return {
    outcome: 'measured',
    largestDifference: Number.isFinite(largestDifference) ? largestDifference : null,
    milliseconds: found.milliseconds,
    processorMilliseconds: expected.milliseconds,
  };
}

const provider = providers.find((name) => name === process.argv[2]);
if (!provider) throw new RangeError(`expected a provider, found ${process.argv[2] ?? 'nothing'}`);
const answer = await probe(provider, await buffer(process.stdin)).catch((error: unknown): ProbeAnswer => ({
  outcome: 'failed',
  reason: explainFailure(error),
}));
process.stdout.write(`${JSON.stringify(answer)}\n`);
