import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { runAlmanac, withFolder } from './run-almanac.ts';
import { writeSmallMarket, writeSmallSpec } from './small-market.ts';

/** The small spec with a horizon that the calibration parts of three folds are long enough for. */
function writeShortSpec(folder: string, epochs: number): string {
  const file = writeSmallSpec(folder, epochs);
  const spec = JSON.parse(readFileSync(file, 'utf8')) as { label: { horizonBars: number } };
  writeFileSync(file, JSON.stringify({ ...spec, label: { ...spec.label, horizons: [3] } }));
  return file;
}

describe('almanac walk-forward', () => {
  it('survives being killed: finished folds are kept, and the result is the same', () =>
    withFolder(async (folder) => {
      const market = writeSmallMarket(folder);
      const spec = writeShortSpec(folder, hasNativeCore() ? 40 : 2);
      const command = (workspace: string): string[] => [
        ...['walk-forward', '--all', '--spec', spec, '--folds', '3', '--json'],
        ...['--workspace', join(folder, workspace)],
      ];
      for (const workspace of ['straight', 'killed']) {
        await runAlmanac(['import', market, '--workspace', join(folder, workspace)]);
      }
      const straight = await runAlmanac(command('straight'));
      expect(straight).toMatchObject({ code: 0 });

      let sent = false;
      const killed = await runAlmanac(command('killed'), {
        onStderr(stderr, child) {
          if (sent || !/^Fold 2 of 3: train(.|\n)*^ {2}epoch +1 /m.test(stderr)) return;
          sent = true;
          child.kill('SIGKILL');
        },
      });
      expect(killed.code).toBeNull();
      const resumed = await runAlmanac(command('killed'));
      expect(resumed).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/^Fold 1 of 3 was finished before\.\nFold 2 of 3: train/) as string,
      });
      expect(resumed.stdout).toBe(straight.stdout);

      const again = await runAlmanac(command('killed'));
      expect(again).toEqual({ code: 0, stdout: straight.stdout, stderr: '' });
    }));

  it('shows folds, baselines and a verdict, and the same again by its id', () =>
    withFolder(async (folder) => {
      const workspace = ['--workspace', join(folder, 'workspace')];
      await runAlmanac(['import', writeSmallMarket(folder), ...workspace]);
      const options = ['--spec', writeShortSpec(folder, 1), '--folds', '2', '--mode', 'expanding', '--seeds', '2'];
      const { code, stdout, stderr } = await runAlmanac(['walk-forward', 'SIM-ALFA', ...options, ...workspace]);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(stdout).toMatch(/^Walk-forward [0-9a-f]{12}: small on SIM-ALFA; 2 expanding folds, 2 seeds from 1 on\n/);
      expect(stdout).toMatch(/^ {3}1 .*\n {3}2 .*\n all /m);
      expect(stdout).toMatch(/^always-up /m);
      expect(stdout).toMatch(/^Over 2 seeds .*\n.*\nmean .*\nstandard deviation /m);
      expect(stdout).toMatch(/^(Edge found|No edge found|Too few days to tell).*\.\n$/m);
      const id = /^Walk-forward (\w+)/.exec(stdout)![1]!;
      expect(await runAlmanac(['evaluate', '--walk-forward', id, ...workspace])).toEqual({
        code: 0,
        stdout,
        stderr: '',
      });
    }));

  it.each([
    [['walk-forward', '--workspace', '@'], 1, 'train/no-instruments'],
    [['walk-forward', 'X', '--folds', '1', '--workspace', '@'], 2, 'plan.folds'],
    [['walk-forward', 'X', '--mode', 'sideways'], 2, 'expected expanding or rolling'],
    [['walk-forward', 'NOPE', '--workspace', '@'], 1, 'data/unknown-instrument'],
    [['evaluate', '--walk-forward', 'abc', '--workspace', '@'], 2, 'expected 12 hex digits'],
    [['evaluate', '--walk-forward', '0123456789ab', '--workspace', '@'], 1, 'experiment/unknown-walk-forward'],
  ])('%j ends with %i and says %s', (args, code, words) =>
    withFolder(async (folder) => {
      const outcome = await runAlmanac(args.map((arg) => (arg === '@' ? join(folder, 'workspace') : arg)));
      expect(outcome).toMatchObject({ code, stderr: expect.stringContaining(words) as string });
    }),
  );
});
