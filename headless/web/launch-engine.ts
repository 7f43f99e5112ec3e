import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineChild } from '#engine/process/keep-engine.ts';
import type { FromEngine } from '#engine/process/messages.ts';

/** Starts the engine as a child process of Node. */
export function launchEngine(workspaceFolder: string): EngineChild<never> {
  const child = fork(fileURLToPath(import.meta.resolve('#engine/process/main.ts')), [workspaceFolder], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    send(message) {
      if (child.connected) child.send(message);
    },
    kill() {
      child.kill('SIGKILL');
    },
    onMessage(listener) {
      child.on('message', (message) => {
        listener(message as FromEngine);
      });
    },
    onExit(listener) {
      child.once('error', (error) => {
        listener(`because it could not be started: ${error.message}`);
      });
      child.once('exit', (code, signal) => {
        listener(signal === null ? `with code ${code ?? 'none'}` : `by ${signal}`);
      });
    },
  };
}
