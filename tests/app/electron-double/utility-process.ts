import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { MessagePortMain } from './ports.ts';

/** What the double and parent-port.ts say to each other. */
export type Envelope =
  | { readonly type: 'message'; readonly message: unknown; readonly ports: readonly number[] }
  | { readonly type: 'port'; readonly port: number; readonly data: unknown }
  | { readonly type: 'port-closed'; readonly port: number };

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
}

/** Electron's UtilityProcess as a process of Node that is given a `process.parentPort`. */
class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ports = new Map<number, MessagePortMain>();
  #count = 0;

  constructor(path: string, args: readonly string[], { env }: ForkOptions) {
    super();
    this.#child = fork(path, args, {
      execArgv: ['--import', join(import.meta.dirname, 'parent-port.ts')],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: env ?? process.env,
    });
    this.#child.on('message', (raw) => {
      const envelope = raw as Envelope;
      if (envelope.type === 'message') this.emit('message', envelope.message);
      else if (envelope.type === 'port') this.#ports.get(envelope.port)?.postMessage(envelope.data);
      else this.#ports.get(envelope.port)?.close();
    });
    this.#child.once('exit', (code) => {
      for (const port of this.#ports.values()) port.close();
      this.emit('exit', code ?? 1);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.#child.stdout;
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.#child.stderr;
  }

  postMessage(message: unknown, transferred: readonly MessagePortMain[] = []): void {
    const ports = transferred.map((port) => {
      const number = this.#count++;
      this.#ports.set(number, port);
      port.on('message', ({ data }: { data: unknown }) => {
        this.#send({ type: 'port', port: number, data });
      });
      port.on('close', () => {
        this.#send({ type: 'port-closed', port: number });
      });
      return number;
    });
    this.#send({ type: 'message', message, ports });
    for (const port of transferred) port.start();
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL');
  }

  #send(envelope: Envelope): void {
    if (this.#child.connected) this.#child.send(envelope);
  }
}

/** All that were started, the latest last. */
export const utilityProcesses: UtilityProcess[] = [];

export const utilityProcess = {
  fork(path: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    const started = new UtilityProcess(path, args, options);
    utilityProcesses.push(started);
    return started;
  },
};
