import './silence-telemetry.ts';
import ort from 'onnxruntime-node';
import { AppError } from '#contract/errors.ts';

/** What ONNX Runtime can run a network on: the processor, or a graphics card by one of three ways. */
export const providers = ['cpu', 'webgpu', 'dml', 'coreml'] as const;
export type Provider = (typeof providers)[number];

/** As people know them. */
export const providerNames = { cpu: 'CPU', webgpu: 'WebGPU', dml: 'DirectML', coreml: 'Core ML' } as const;

/** Those that the ONNX Runtime of this platform comes with. */
export function listProviders(): Provider[] {
  const built = new Set(ort.listSupportedBackends().flatMap(({ name, bundled }) => (bundled ? [name] : [])));
  return providers.filter((provider) => built.has(provider));
}

/** ALMANAC_PROVIDER, or null where it is not set, or empty. Errors: inference/bad-setting. */
export function readProviderSetting(env: NodeJS.ProcessEnv, available: readonly Provider[]): Provider | null {
  const setting = env.ALMANAC_PROVIDER ?? '';
  if (setting === '') return null;
  const found = available.find((provider) => provider === setting);
  if (found) return found;
  throw new AppError(
    'inference/bad-setting',
    `Expected ALMANAC_PROVIDER to be one of ${available.join(', ')}, found '${setting}'.`,
    'Set it to one of these, which ONNX Runtime has on this platform, or unset it to let Almanac choose.',
  );
}
