import { providerNames, type Provider } from './providers.ts';
import { PROBE_WINDOWS, type ProbeAnswer } from './run-probe.ts';

export interface ProviderChoice {
  /** What networks run on. */
  readonly provider: Provider;
  /** In sentences for people. */
  readonly why: string;
  /** True where ALMANAC_PROVIDER asked for it. */
  readonly bySetting: boolean;
}

/** Float32 sums in another order differ by less; a wrong kernel by far more. In units of the scaled label. */
const LARGEST_DIFFERENCE = 1e-4;

/** The fastest provider that gave the processor's answers in less time than the processor; the processor else. */
export function decideProvider(
  probes: readonly { readonly provider: Provider; readonly answer: ProbeAnswer }[],
): ProviderChoice {
  if (probes.length === 0)
    return { provider: 'cpu', why: 'ONNX Runtime has nothing else on this platform.', bySetting: false };
  let choice: Provider = 'cpu';
  let fastest = Infinity;
  const findings = probes.map(({ provider, answer }) => {
    const name = providerNames[provider];
    if (answer.outcome === 'failed') return `${name} does not work: ${answer.reason}.`;
    const { largestDifference, milliseconds, processorMilliseconds } = answer;
    if (largestDifference === null) return `${name} gives numbers that are not finite.`;
    if (largestDifference > LARGEST_DIFFERENCE) {
      return `${name} is off by ${largestDifference.toExponential(1)}; ${LARGEST_DIFFERENCE} is allowed.`;
    }
    if (milliseconds < processorMilliseconds && milliseconds < fastest) {
      choice = provider;
      fastest = milliseconds;
    }
    return `${name} runs ${PROBE_WINDOWS} windows, one after another, in ${milliseconds.toFixed(1)} ms; the processor needs ${processorMilliseconds.toFixed(1)} ms.`;
  });
  return { provider: choice, why: findings.join(' '), bySetting: false };
}
