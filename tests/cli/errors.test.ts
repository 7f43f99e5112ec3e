import { accessSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPresets, loadPreset } from '#engine/models/parse-spec.ts';
import { launcher, runAlmanac, withFolder } from './run-almanac.ts';

describe('almanac import', () => {
  it.each([
    ['a missing file', null, 'import/file-not-found'],
    ['an empty file', '', 'import/empty-file'],
    ['a binary file', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0, 0, 0xff, 0xfe]), 'import/binary-file'],
    ['a file of another kind', 'name;age\nAnna;40\n', 'import/unknown-format'],
  ])('refuses %s with a hint, and leaves the workspace empty', (_title, content, code) =>
    withFolder(async (folder) => {
      const file = join(folder, 'BAD.csv');
      if (content !== null) writeFileSync(file, content);
      const workspace = ['--workspace', join(folder, 'workspace')];
      const outcome = await runAlmanac(['import', file, ...workspace]);
      expect(outcome).toMatchObject({ code: 1, stderr: expect.stringContaining(`[${code}]`) as string });
      expect(JSON.parse((await runAlmanac(['instruments', '--json', ...workspace])).stdout)).toEqual([]);
    }),
  );
});

describe('almanac', () => {
  it.each([
    [['train', '--workspace', '@'], 1, 'train/no-instruments'],
    [['train', 'NOPE', '--workspace', '@'], 1, 'data/unknown-instrument'],
    [['train', 'NOPE', '--preset', 'nope', '--workspace', '@'], 1, 'spec/unknown-preset'],
    [['predict', '--workspace', '@'], 1, 'model/not-found'],
    [['backtest', '--horizon', '1.5'], 2, 'expected a whole number'],
    [['train', 'X', '--epochs', 'many'], 2, 'expected a whole number'],
    [['evaluate', '--model', 'Foo!', '--workspace', '@'], 2, 'input/invalid'],
    [['train', 'X', '--epochs', '200000', '--workspace', '@'], 2, 'training.epochs'],
    [['train', 'X', '--experiment', 'e.json', '--seed', '2'], 2, 'cannot be used with option'],
    [['sing'], 2, 'unknown command'],
    [['import'], 2, "missing required argument 'paths'"],
  ])('%j ends with %i and says %s', (args, code, words) =>
    withFolder(async (folder) => {
      const outcome = await runAlmanac(args.map((arg) => (arg === '@' ? join(folder, 'workspace') : arg)));
      expect(outcome).toMatchObject({ code, stderr: expect.stringContaining(words) as string });
    }),
  );

  it('names the path of a wrong field of a spec', () =>
    withFolder(async (folder) => {
      const spec = join(folder, 'spec.json');
      writeFileSync(
        spec,
        JSON.stringify({ format: 'almanac-model-spec/1', name: 'x', layers: [{ kind: 'lstm', units: -1 }] }),
      );
      const outcome = await runAlmanac(['train', 'X', '--spec', spec, '--workspace', join(folder, 'workspace')]);
      expect(outcome).toMatchObject({ code: 1, stderr: expect.stringContaining('layers.0.units') as string });
    }));

  it.each([
    'import',
    'instruments',
    'quality',
    'series',
    'features',
    'backup',
    'restore',
    'train',
    'evaluate',
    'walk-forward',
    'predict',
    'backtest',
    'report',
    'models',
    'doctor',
    'demo',
  ])('%s --help shows an example', async (command) => {
    const outcome = await runAlmanac([command, '--help']);
    expect(outcome).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Example:\n  almanac ${command}`) as string,
    });
  });

  it.each(['train', 'walk-forward'])('%s --help names the presets with their titles', async (command) => {
    const { stdout } = await runAlmanac([command, '--help']);
    for (const name of listPresets()) expect(stdout).toContain(`  ${loadPreset(name).title}\n`);
  });
});

/** A Node of a version that cannot run Almanac, if this machine has one. */
function findOldNode(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find((file) => {
      try {
        accessSync(file);
      } catch {
        return false;
      }
      return Number(spawnSync(file, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }).stdout) < 24;
    });
}

const oldNode = findOldNode();
if (!oldNode) process.stderr.write('SKIPPED: no Node older than 24 in PATH, so the hand-over is not tested.\n');

it.skipIf(!oldNode)('hands over to its own Node when it is started by one that is too old', async () => {
  const outcome = await runAlmanac(['--version'], { node: oldNode! });
  expect(outcome).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
});

it('ends quietly when the reader of its output has seen enough', () => {
  const command = `"${process.execPath}" "${launcher}" --help | true; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
});
