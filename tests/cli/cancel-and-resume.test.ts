import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backendNames } from '#contract/model-spec.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { unpackBundle } from '#engine/forecast/bundle.ts';
import { runAlmanac, withFolder, type Outcome } from './run-almanac.ts';
import { writeSmallMarket, writeSmallSpec } from './small-market.ts';

/** Enough that the signal arrives long before the end. */
const epochs = { native: 1000, tfjs: 8 } as const;

for (const backend of backendNames) {
  describe.skipIf(backend === 'native' && !hasNativeCore())(`training on ${backend}`, () => {
    it('is cancelled by Ctrl-C, says how to go on, and goes on to the very same weights', () =>
      withFolder(async (folder) => {
        const market = writeSmallMarket(folder);
        const spec = writeSmallSpec(folder, epochs[backend], {
          learningRate: 0.02,
          warmupEpochs: 2,
          schedule: { kind: 'plateau', patience: 0, factor: 0.5, minimum: 1e-6 },
        });
        const trainingIn = (workspace: string): string[] => [
          ...['train', '--all', '--spec', spec, '--backend', backend],
          ...['--workspace', join(folder, workspace)],
        ];
        for (const workspace of ['straight', 'interrupted']) {
          await runAlmanac(['import', market, '--workspace', join(folder, workspace)]);
        }
        const straight = await runAlmanac(trainingIn('straight'));
        expect(straight).toMatchObject({ code: 0 });

        const cancelled = await interruptAfterEpoch(2, trainingIn('interrupted'), 'SIGINT');
        expect(cancelled.code).toBe(130);
        expect(cancelled.stderr).toMatch(/Epochs 1 to \d+ are kept\. Give the same command again/);

        const resumed = await runAlmanac(trainingIn('interrupted'));
        expect(resumed).toMatchObject({
          code: 0,
          stderr: expect.stringMatching(/Going on after epoch \d+/) as string,
        });
        // Half of the base is no rate of the warm-up.
        expect(ratesPrinted(straight)).toContain(' rate 1.00e-2');
        expect(ratesPrinted(cancelled) + ratesPrinted(resumed)).toBe(ratesPrinted(straight));
        expect(await exportWeights(folder, 'interrupted')).toEqual(await exportWeights(folder, 'straight'));
      }));

    it('survives being killed: what was reached is there, and the rest is the same', () =>
      withFolder(async (folder) => {
        const market = writeSmallMarket(folder);
        const workspace = ['--workspace', join(folder, 'killed')];
        const training = [
          'train',
          '--all',
          '--spec',
          writeSmallSpec(folder, epochs[backend]),
          '--backend',
          backend,
          ...workspace,
        ];
        await runAlmanac(['import', market, ...workspace]);
        const killed = await interruptAfterEpoch(1, training, 'SIGKILL');
        expect(killed.code).toBeNull();
        const resumed = await runAlmanac(training);
        expect(resumed).toMatchObject({
          code: 0,
          stderr: expect.stringMatching(/Going on after epoch \d+/) as string,
        });
      }));
  });
}

/** Sends the signal once the line of this epoch is printed. */
function interruptAfterEpoch(epoch: number, args: string[], signal: NodeJS.Signals): Promise<Outcome> {
  let sent = false;
  return runAlmanac(args, {
    onStderr(stderr, child) {
      if (sent || !new RegExp(`^epoch +${epoch} `, 'm').test(stderr)) return;
      sent = true;
      child.kill(signal);
    },
  });
}

/** The learning rates in the lines of the epochs. */
function ratesPrinted({ stderr }: Outcome): string {
  return Array.from(stderr.matchAll(/^epoch .*( rate \S+)/gm), ([, rate]) => rate).join('');
}

async function exportWeights(folder: string, workspace: string): Promise<Uint8Array> {
  const file = join(folder, `${workspace}.almanac`);
  const exported = await runAlmanac([
    'models',
    '--export',
    'small',
    '--out',
    file,
    '--workspace',
    join(folder, workspace),
  ]);
  expect(exported).toMatchObject({ code: 0 });
  return unpackBundle(readFileSync(file)).onnx;
}
