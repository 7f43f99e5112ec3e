import type { BackendName } from '#contract/model-spec.ts';
import type { TrainingBackend } from './backend.ts';
import { hasNativeCore } from './native/native-core.ts';

/** The backend that is used unless one is asked for: the native core where it was built. */
export function chooseBackend(): BackendName {
  return hasNativeCore() ? 'native' : 'tfjs';
}

/** Loads a backend when it is needed and not before: TensorFlow.js alone takes longer to load than the rest. */
export async function openBackend(name: BackendName): Promise<TrainingBackend> {
  switch (name) {
    case 'native':
      return (await import('./native/native-backend.ts')).nativeBackend;
    case 'tfjs':
      return (await import('./tfjs/tfjs-backend.ts')).tfjsBackend;
  }
}
