import './silence-telemetry.ts';
import ort from 'onnxruntime-node';
import { AppError } from '#contract/errors.ts';
import { gatherWindows, type Windows } from '../features/dataset.ts';
import { chooseProvider } from './choose-provider.ts';
import type { ProviderChoice } from './decide-provider.ts';
import { createSession, explainFailure } from './create-session.ts';
import { providerNames, type Provider } from './providers.ts';

/** A network that is ready to answer. */
export interface InferenceNetwork {
  /** What it runs on, for people, such as "ONNX Runtime 1.30.0, CPU". */
  readonly engine: string;
  readonly provider: Provider;
  /** Outputs [samples, outputCount] of the windows. */
  run(windows: Windows): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Windows per call of the runtime; bounds the memory of gathered windows. */
const BATCH = 512;

/**
 * Loads an ONNX file into ONNX Runtime, on the provider that choose-provider.ts gives.
 * Errors: inference/unreadable-network, inference/bad-setting, inference/provider-unavailable.
 */
export async function openNetwork(onnx: Uint8Array): Promise<InferenceNetwork> {
  const { session, provider } = await openSession(onnx, await chooseProvider(onnx));
  const inputName = session.inputNames[0]!;
  const outputName = session.outputNames[0]!;

  async function runBatch(windows: Windows, start: number, count: number): Promise<Float32Array> {
    const samples = Int32Array.from({ length: count }, (_, i) => start + i);
    const gathered = gatherWindows(windows, samples);
    const input = new ort.Tensor('float32', gathered, [count, windows.windowBars, windows.featureCount]);
    const { [outputName]: output } = await session.run({ [inputName]: input });
    if (!(output?.data instanceof Float32Array)) {
      throw new AppError(
        'inference/unreadable-network',
        `The network's output is ${output?.type ?? 'missing'}; float32 was expected.`,
        'The bundle is damaged or from another program; train the model again.',
      );
    }
    return output.data;
  }

  return {
    engine: `ONNX Runtime ${ort.env.versions.node ?? ''}, ${providerNames[provider]}`,
    provider,
    async run(windows) {
      const samples = windows.ends.length;
      const batches: Float32Array[] = [];
      for (let start = 0; start < samples; start += BATCH) {
        batches.push(await runBatch(windows, start, Math.min(BATCH, samples - start)));
      }
      const width = (batches[0]?.length ?? 0) / Math.min(BATCH, samples || 1);
      const outputs = new Float32Array(samples * width);
      batches.forEach((batch, b) => {
        outputs.set(batch, b * BATCH * width);
      });
      return outputs;
    },
    close: () => session.release(),
  };
}

/**
 * Opens it on the provider; on the processor where the provider, which was chosen with another network, cannot have
 * this one. What the user set is not passed over in silence.
 */
async function openSession(
  onnx: Uint8Array,
  { provider, bySetting }: ProviderChoice,
): Promise<{ session: ort.InferenceSession; provider: Provider }> {
  try {
    return { session: await createSession(onnx, provider), provider };
  } catch (cause) {
    const found = explainFailure(cause);
    if (provider === 'cpu') {
      throw new AppError(
        'inference/unreadable-network',
        `ONNX Runtime cannot load the network: ${found}.`,
        'The bundle is damaged or from another program; train the model again.',
        { cause },
      );
    }
    const onProcessor = await openSession(onnx, { provider: 'cpu', why: '', bySetting: false });
    if (!bySetting) return onProcessor;
    await onProcessor.session.release();
    throw new AppError(
      'inference/provider-unavailable',
      `${providerNames[provider]}, which ALMANAC_PROVIDER asks for, cannot run the network: ${found}.`,
      'Unset ALMANAC_PROVIDER, or set it to cpu.',
      { cause },
    );
  }
}
