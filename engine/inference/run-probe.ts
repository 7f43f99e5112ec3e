import { spawn } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Provider } from './providers.ts';

/** Windows that a probe runs one after another. */
export const PROBE_WINDOWS = 100;

const answerSchema = v.variant('outcome', [
  v.object({
    outcome: v.literal('measured'),
    /** From the processor's outputs, in units of the scaled label; null where an output is no finite number. */
    largestDifference: v.nullable(v.number()),
    /** Of PROBE_WINDOWS windows, one after another. */
    milliseconds: v.number(),
    /** The same on the processor. */
    processorMilliseconds: v.number(),
  }),
  v.object({ outcome: v.literal('failed'), reason: v.string() }),
]);

/** What came of trying a provider out. */
export type ProbeAnswer = v.InferOutput<typeof answerSchema>;

export interface ProbeOptions {
  /** What Node runs; gets the provider as its argument and the ONNX file on its standard input. */
  readonly script: string;
  /** A probe that has not ended by then is killed. */
  readonly timeoutMs: number;
}

/** A driver that is loaded for the first time takes seconds; a network that is compiled, some more. */
const ownProbe: ProbeOptions = { script: join(import.meta.dirname, 'probe-provider.ts'), timeoutMs: 20_000 };

/**
 * Tries a provider out on a network, in a process of its own: whatever the driver does there, this process goes on.
 * Never rejects: a probe that crashes, hangs or talks nonsense has failed.
 */
export function runProbe(provider: Provider, onnx: Uint8Array, options: ProbeOptions = ownProbe): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [options.script, provider], { windowsHide: true });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));

    const settle = (answer: ProbeAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    const fail = (reason: string): void => {
      settle({ outcome: 'failed', reason });
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      // A process that is stuck in its driver does not even end when it is killed: nobody waits for that.
      child.stdin.destroy();
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
      fail(`it did not answer within ${options.timeoutMs / 1000} s`);
    }, options.timeoutMs);

    child.on('error', (error) => {
      fail(`its process could not be started: ${error.message}`);
    });
    child.on('close', (code, signal) => {
      // An answer counts only where the process ended well: a driver may crash while it is put away, too.
      if (signal !== null) fail(`it crashed (${signal})`);
      else if (code !== 0) fail(`it ended with code ${String(code)}: ${lastLine(stderr)}`);
      else settle(readAnswer(stdout));
    });
    // A process that ends before it has read the network says so by its end.
    child.stdin.on('error', () => undefined);
    child.stdin.end(onnx);
  });
}

function readAnswer(stdout: string): ProbeAnswer {
  // A driver may have printed something before.
  const line = lastLine(stdout);
  try {
    return v.parse(answerSchema, JSON.parse(line));
  } catch {
    return { outcome: 'failed', reason: `its answer cannot be read: '${line.slice(0, 200)}'` };
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
