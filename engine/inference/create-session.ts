import './silence-telemetry.ts';
import ort from 'onnxruntime-node';
import type { Provider } from './providers.ts';

/** Loads an ONNX file. What the provider has no kernel for runs on the processor. Throws what ONNX Runtime throws. */
export function createSession(onnx: Uint8Array, provider: Provider): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(onnx, { executionProviders: [provider], intraOpNumThreads: 1 });
}

/** What ONNX Runtime says of a failure, without the source file, function and condition that it begins with. */
export function explainFailure(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^.* was false\. /s, '')
    .trim()
    .replace(/\.$/, '');
}
