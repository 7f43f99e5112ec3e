import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProviderChooser, type ProviderLookout } from './choose-provider.ts';
import type { Provider } from './providers.ts';
import type { ProbeAnswer } from './run-probe.ts';

const onnx = Uint8Array.of(1, 2, 3);
const faster: ProbeAnswer = {
  outcome: 'measured',
  largestDifference: 0,
  milliseconds: 1,
  processorMilliseconds: 2,
};
const crashed: ProbeAnswer = { outcome: 'failed', reason: 'it crashed (SIGSEGV)' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-provider-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A machine whose probes give these answers, and the providers that were probed. */
function invent(
  answers: Partial<Record<Provider, ProbeAnswer>>,
  env: NodeJS.ProcessEnv = {},
): ProviderLookout & { probed: Provider[] } {
  const probed: Provider[] = [];
  return {
    probed,
    env,
    available: ['cpu', ...(Object.keys(answers) as Provider[])],
    probe(provider) {
      probed.push(provider);
      return Promise.resolve(answers[provider]!);
    },
  };
}

describe('the provider', () => {
  it('is probed once, for this process and for the next', async () => {
    const machine = invent({ webgpu: faster, dml: crashed });
    const chooser = createProviderChooser(folder, machine);
    const choices = await Promise.all([chooser.choose(onnx), chooser.choose(onnx)]);
    choices.push(await chooser.choose(onnx), await createProviderChooser(folder, machine).choose(onnx));
    for (const choice of choices) expect(choice).toEqual({ ...choices[0], provider: 'webgpu', bySetting: false });
    expect(machine.probed).toEqual(['webgpu', 'dml']);
    expect(readdirSync(folder)).toEqual(['inference-provider.json']);
  });

  it('stays the processor, which is remembered as well, where a probe crashes', async () => {
    const machine = invent({ webgpu: crashed });
    expect(await createProviderChooser(folder, machine).choose(onnx)).toMatchObject({ provider: 'cpu' });
    expect(await createProviderChooser(folder, machine).choose(onnx)).toMatchObject({
      provider: 'cpu',
      why: 'WebGPU does not work: it crashed (SIGSEGV).',
    });
    expect(machine.probed).toEqual(['webgpu']);
  });

  it('is the processor without a probe and without a file where there is nothing else', async () => {
    const machine = invent({});
    expect(await createProviderChooser(folder, machine).choose(onnx)).toMatchObject({ provider: 'cpu' });
    expect(machine.probed).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['damaged', () => '{"key": '],
    ['of another shape', () => '[]'],
    ['with an unknown provider', (text: string) => text.replace('"webgpu"', '"cuda"')],
    ['of another version or platform', (text: string) => text.replace(/"key": "/, '"key": "other ')],
  ])('is probed again where the file is %s', async (_, change) => {
    const machine = invent({ webgpu: faster });
    await createProviderChooser(folder, machine).choose(onnx);
    const file = join(folder, 'inference-provider.json');
    const written = readFileSync(file, 'utf8');
    writeFileSync(file, change(written));
    expect(await createProviderChooser(folder, machine).choose(onnx)).toMatchObject({ provider: 'webgpu' });
    expect(machine.probed).toEqual(['webgpu', 'webgpu']);
    expect(readFileSync(file, 'utf8')).toBe(written);
  });

  it('is probed again when that is asked for, and the new choice counts from then on', async () => {
    await createProviderChooser(folder, invent({ webgpu: crashed })).choose(onnx);
    const repaired = createProviderChooser(folder, invent({ webgpu: faster }));
    expect(await repaired.choose(onnx)).toMatchObject({ provider: 'cpu' });
    expect(await repaired.chooseAgain(onnx)).toMatchObject({ provider: 'webgpu' });
    expect(await repaired.choose(onnx)).toMatchObject({ provider: 'webgpu' });
    expect(await createProviderChooser(folder, invent({ webgpu: crashed })).choose(onnx)).toMatchObject({
      provider: 'webgpu',
    });
  });

  it('says so where it cannot be written down', async () => {
    const nowhere = join(folder, 'missing');
    expect(await createProviderChooser(nowhere, invent({ webgpu: faster })).choose(onnx)).toMatchObject({
      provider: 'webgpu',
      why: expect.stringMatching(/This could not be written down: .*ENOENT/) as string,
    });
  });

  it('is what ALMANAC_PROVIDER says, without a probe', async () => {
    for (const setting of ['cpu', 'webgpu']) {
      const machine = invent({ webgpu: faster }, { ALMANAC_PROVIDER: setting });
      const chooser = createProviderChooser(folder, machine);
      const expected = { provider: setting, why: 'ALMANAC_PROVIDER asks for it.', bySetting: true };
      expect(await chooser.choose(onnx)).toEqual(expected);
      expect(await chooser.chooseAgain(onnx)).toEqual(expected);
      expect(machine.probed).toEqual([]);
    }
  });

  it.each(['cuda', 'CPU', 'dml', ' '])('is refused where ALMANAC_PROVIDER is "%s"', async (setting) => {
    const chooser = createProviderChooser(folder, invent({ webgpu: faster }, { ALMANAC_PROVIDER: setting }));
    await expect(chooser.choose(onnx)).rejects.toMatchObject({
      code: 'inference/bad-setting',
      message: `Expected ALMANAC_PROVIDER to be one of cpu, webgpu, found '${setting}'.`,
    });
  });
});
