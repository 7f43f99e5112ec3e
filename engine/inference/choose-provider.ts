import { decideProvider, type ProviderChoice } from './decide-provider.ts';
import { listProviders, readProviderSetting, type Provider } from './providers.ts';
import { recallChoice, rememberChoice } from './remember-choice.ts';
import { runProbe, type ProbeAnswer } from './run-probe.ts';

/** Looks at the providers of this machine; tests put others in their place. */
export interface ProviderLookout {
  readonly env: NodeJS.ProcessEnv;
  readonly available: readonly Provider[];
  /** What the user has chosen where the environment says nothing; one that is not available counts as 'auto'. */
  readonly preferred?: () => Provider | 'auto';
  probe(provider: Provider, onnx: Uint8Array): Promise<ProbeAnswer>;
}

/** What the networks of this process run on. */
export interface ProviderChooser {
  /** ALMANAC_PROVIDER, what the folder remembers, or what probes with this network show. Errors: inference/bad-setting. */
  choose(onnx: Uint8Array): Promise<ProviderChoice>;
  /** The same, where the folder is asked for nothing: drivers may have changed. */
  chooseAgain(onnx: Uint8Array): Promise<ProviderChoice>;
  /** What is known without a probe; null where none was made. Errors: inference/bad-setting. */
  recall(): ProviderChoice | null;
}

/** A chooser that remembers its choice in a folder, and in itself. */
export function createProviderChooser(folder: string, lookout: ProviderLookout): ProviderChooser {
  let known: Promise<ProviderChoice> | undefined;

  async function probeAll(onnx: Uint8Array): Promise<ProviderChoice> {
    const probes: { provider: Provider; answer: ProbeAnswer }[] = [];
    // One after another: two drivers at work would slow each other down.
    for (const provider of lookout.available) {
      if (provider !== 'cpu') probes.push({ provider, answer: await lookout.probe(provider, onnx) });
    }
    const choice = decideProvider(probes);
    if (probes.length === 0) return choice;
    try {
      rememberChoice(folder, choice);
      return choice;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ...choice, why: `${choice.why} This could not be written down: ${message}.` };
    }
  }

  return {
    async choose(onnx) {
      const set = readSetting(lookout);
      if (set) return set;
      known ??= Promise.resolve(recallChoice(folder) ?? probeAll(onnx));
      return known;
    },
    async chooseAgain(onnx) {
      const set = readSetting(lookout);
      if (set) return set;
      known = probeAll(onnx);
      return known;
    },
    recall: () => readSetting(lookout) ?? recallChoice(folder),
  };
}

let chooser: ProviderChooser | undefined;

/**
 * From now on the providers are probed, and the choice is remembered in this workspace, unless one is preferred. Until then
 * it is the CPU.
 */
export function chooseProvidersIn(workspaceFolder: string, preferred: () => Provider | 'auto'): void {
  chooser = createProviderChooser(workspaceFolder, {
    env: process.env,
    available: listProviders(),
    preferred,
    probe: (provider, onnx) => runProbe(provider, onnx),
  });
}

/** What a network should run on. Errors: inference/bad-setting. */
export async function chooseProvider(onnx: Uint8Array): Promise<ProviderChoice> {
  return chooser?.choose(onnx) ?? chooseWithoutWorkspace();
}

/** The same after new probes, the result of which is remembered. Errors: inference/bad-setting. */
export async function chooseProviderAgain(onnx: Uint8Array): Promise<ProviderChoice> {
  return chooser?.chooseAgain(onnx) ?? chooseWithoutWorkspace();
}

/** What networks run on as far as it is known without a probe. Errors: inference/bad-setting. */
export function recallProvider(): ProviderChoice | null {
  return chooser ? chooser.recall() : chooseWithoutWorkspace();
}

function chooseWithoutWorkspace(): ProviderChoice {
  const set = readSetting({ env: process.env, available: listProviders() });
  return set ?? { provider: 'cpu', why: 'No workspace is open to remember another in.', bySetting: false };
}

function readSetting({
  env,
  available,
  preferred,
}: Pick<ProviderLookout, 'env' | 'available' | 'preferred'>): ProviderChoice | null {
  const provider = readProviderSetting(env, available);
  if (provider) return { provider, why: 'ALMANAC_PROVIDER asks for it.', bySetting: true };
  const chosen = available.find((one) => one === preferred?.());
  return chosen ? { provider: chosen, why: 'The settings ask for it.', bySetting: true } : null;
}
