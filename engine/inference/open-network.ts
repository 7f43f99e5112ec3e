import './silence-telemetry.ts';
import ort from 'onnxruntime-node';
import { AppError } from '#contract/errors.ts';
import { gatherWindows, type WindowSet } from '../features/dataset.ts';

/** A network that is ready to answer. */
export interface InferenceNetwork {
  /** What it runs on, for people. */
  readonly engine: string;
  /** Outputs [samples, outputCount] of the windows. */
  run(windows: WindowSet): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Windows per call of the runtime; bounds the memory of gathered windows. */
const BATCH = 512;

/** Loads an ONNX file into ONNX Runtime on the CPU. Errors: inference/unreadable-network. */
export async function openNetwork(onnx: Uint8Array): Promise<InferenceNetwork> {
  let session: ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(onnx, { executionProviders: ['cpu'], intraOpNumThreads: 1 });
  } catch (cause) {
    throw new AppError(
      'inference/unreadable-network',
      `ONNX Runtime cannot load the network: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'The bundle is damaged or from another program; train the model again.',
      { cause },
    );
  }
  const inputName = session.inputNames[0]!;
  const outputName = session.outputNames[0]!;

  async function runBatch(windows: WindowSet, start: number, count: number): Promise<Float32Array> {
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
    engine: `ONNX Runtime ${ort.env.versions.node ?? ''}, CPU`,
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
