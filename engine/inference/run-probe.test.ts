import { spawn, type ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortSpec } from '../features/invented-history.test-data.ts';
import { buildGraph } from '../models/graph.ts';
import { drawInitialWeights } from '../models/initial-weights.ts';
import { exportOnnx } from '../onnx/export-onnx.ts';
import { runProbe, type ProbeAnswer } from './run-probe.ts';

const graph = buildGraph(shortSpec(), 2);
const onnx = exportOnnx(graph, drawInitialWeights(graph, 1), 'short', '0.0.0');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-probe-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Long enough for any machine: what takes longer hangs. */
const PATIENT_MS = 100_000;

let scripts = 0;
function runScript(lines: string, timeoutMs = PATIENT_MS): Promise<ProbeAnswer> {
  const script = join(folder, `${++scripts}.mjs`);
  writeFileSync(script, lines);
  return runProbe('webgpu', onnx, { script, timeoutMs });
}

const measured: ProbeAnswer = {
  outcome: 'measured',
  largestDifference: 1e-6,
  milliseconds: 2,
  processorMilliseconds: 3,
};
const printMeasured = `process.stdout.write(${JSON.stringify(`${JSON.stringify(measured)}\n`)});`;

describe('a probe', () => {
  it('gives the answer of its process, whatever a driver prints before it', async () => {
    expect(await runScript(printMeasured)).toEqual(measured);
    expect(await runScript(`console.log('driver 1.2'); console.error('a warning'); ${printMeasured}`)).toEqual(
      measured,
    );
    const failed = { outcome: 'failed', reason: 'no adapter' };
    expect(await runScript(`console.log(${JSON.stringify(JSON.stringify(failed))})`)).toEqual(failed);
  });

  it('hands the provider and the network to its process', async () => {
    const answer = await runScript(`
      import { buffer } from 'node:stream/consumers';
      const { length } = await buffer(process.stdin);
      console.log(JSON.stringify({ outcome: 'failed', reason: process.argv[2] + ' ' + length }));
    `);
    expect(answer).toEqual({ outcome: 'failed', reason: `webgpu ${onnx.length}` });
  });

  it.skipIf(process.platform === 'win32').each(['SIGSEGV', 'SIGABRT', 'SIGKILL'])(
    'has failed where its process dies of %s, even after the answer',
    async (signal) => {
      const crash = `process.kill(process.pid, '${signal}'); setInterval(() => {}, 1000);`;
      const failed = { outcome: 'failed', reason: `it crashed (${signal})` };
      expect(await runScript(crash)).toEqual(failed);
      expect(await runScript(`${printMeasured} ${crash}`)).toEqual(failed);
    },
  );

  it('has failed where its process ends with a code', async () => {
    expect(await runScript(`${printMeasured} console.error('the driver is lost'); process.exitCode = 3;`)).toEqual({
      outcome: 'failed',
      reason: 'it ended with code 3: the driver is lost',
    });
  });

  it('has failed where its process does not end, which is killed', async () => {
    const children: ChildProcess[] = [];
    const remember = (message: unknown): void => {
      children.push((message as { process: ChildProcess }).process);
    };
    subscribe('child_process', remember);
    try {
      const answer = await runScript('setInterval(() => {}, 1000);', 1);
      expect(answer).toEqual({ outcome: 'failed', reason: 'it did not answer within 0.001 s' });
    } finally {
      unsubscribe('child_process', remember);
    }
    const child = children[0]!;
    if (child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
  });

  it.each([
    ['nothing', ''],
    ['text', 'console.log("all is well")'],
    ['another document', 'console.log("{}")'],
    ['numbers that are none', `console.log('{"outcome":"measured","largestDifference":"0"}')`],
  ])('has failed where its process answers with %s', async (_, script) => {
    expect(await runScript(script)).toEqual({
      outcome: 'failed',
      reason: expect.stringContaining('its answer cannot be read') as string,
    });
  });

  it('has failed where its script is missing', async () => {
    const answer = await runProbe('webgpu', onnx, { script: join(folder, 'none.mjs'), timeoutMs: PATIENT_MS });
    expect(answer).toEqual({ outcome: 'failed', reason: expect.stringContaining('it ended with code 1') as string });
  });
});

describe('the probe of Almanac', () => {
  it('finds the processor equal to itself', async () => {
    expect(await runProbe('cpu', onnx)).toEqual({
      outcome: 'measured',
      largestDifference: 0,
      milliseconds: expect.any(Number) as number,
      processorMilliseconds: expect.any(Number) as number,
    });
  });

  it('says why a network cannot be loaded', async () => {
    expect(await runProbe('cpu', Uint8Array.of(1, 2, 3))).toEqual({
      outcome: 'failed',
      reason: expect.stringMatching(/\S/) as string,
    });
  });

  it('leaves no trace of telemetry, also where nobody has silenced it before', async () => {
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    delete env.ORT_DISABLE_TELEMETRY;
    const child = spawn(process.execPath, [join(import.meta.dirname, 'probe-provider.ts'), 'cpu'], {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.end(onnx);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
