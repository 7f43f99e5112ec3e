/**
 * Everything that has to hold, in one command: format, lint, layers, types, the C++ tests, the addon's tests and
 * the TypeScript tests. A failure does not stop the rest. The last line is the sum over all runners.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as v from 'valibot';
import { findChromium } from './find-chromium.ts';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
const scratch = mkdtempSync(join(tmpdir(), 'almanac-check-'));
const addon = join(root, 'native', 'build', 'Release', 'almanac_native.node');

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs a command with its output shown; `read` turns what it printed and its exit code into a tally. */
function run(
  title: string,
  command: string,
  args: readonly string[],
  read: (output: string, ok: boolean) => Tally,
): Tally {
  process.stdout.write(`\n── ${title}\n`);
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    // npm's commands are scripts there, which only a shell can start.
    shell: process.platform === 'win32',
  });
  // Null where the command could not be started at all.
  const output = result.error ? `${result.error.message}\n` : result.stdout;
  process.stdout.write(output);
  const ok = result.status === 0;
  const tally = read(output, ok);
  // A runner that fails without a failed test (it crashed, or found no test) must not look like a success.
  return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

/** A step that holds or does not. */
function step(title: string, command: string, args: readonly string[]): Tally {
  return run(title, command, args, (_output, ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }));
}

function readLastCount(output: string): Tally {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  return { passed: Number(match?.[1] ?? 0), failed: Number(match?.[2] ?? 0), skipped: 0 };
}

function readNodeTest(output: string): Tally {
  const count = (name: string): number => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail'), skipped: count('skipped') };
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  numFailedTestSuites: v.number(),
});

function readVitest(): Tally {
  const file = join(scratch, 'vitest.json');
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = v.parse(vitestReport, JSON.parse(readFileSync(file, 'utf8')));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Brings a browser to a fresh Debian machine, whose root runs this; elsewhere the tests of the app say that they need one. */
function installChromium(): void {
  if (findChromium() !== null || process.platform !== 'linux' || process.getuid?.() !== 0) return;
  process.stdout.write('\n── installing Chromium, which the tests of the application need\n');
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as const,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { error, status } = spawnSync('apt-get', args, { ...options, stdio: [...options.stdio] });
    if (error !== undefined || status !== 0) {
      process.stdout.write('It could not be installed.\n');
      return;
    }
  }
}

const tallies: Tally[] = [
  step('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  step('lint', 'eslint', ['.']),
  step('layers', 'depcruise', [
    '--config',
    'dependency-cruiser.config.js',
    'contract',
    'engine',
    'headless',
    'electron',
    'renderer',
    'bench',
    'tools',
    'tests',
  ]),
  ...['contract', 'engine', 'headless', 'electron', 'electron/preload', 'tests', 'tests/app', 'bench', 'tools'].map(
    (part) => step(`types: ${part}`, 'tsc', ['-p', part]),
  ),
  step('types: renderer', 'vue-tsc', ['--noEmit', '-p', 'renderer']),
];

installChromium();

if (existsSync(addon)) {
  tallies.push(
    run('native core', 'node', ['tools/build-native.js', '--tests'], readLastCount),
    run(
      'native addon',
      'node',
      ['--test', '--test-reporter=tap', 'native/tests/binding.test.js', 'native/tests/hostile.test.js'],
      readNodeTest,
    ),
  );
} else {
  process.stdout.write('\nSKIPPED: the native core was not built (no compiler?), so its tests do not run.\n');
}

tallies.push(
  run(
    'tests',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(scratch, 'vitest.json')}`],
    readVitest,
  ),
);
rmSync(scratch, { recursive: true });

const sum = (read: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + read(tally), 0);
const failed = sum((t) => t.failed);
const skipped = sum((t) => t.skipped);
process.stdout.write(
  `\n${sum((t) => t.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exitCode = failed > 0 ? 1 : 0;
