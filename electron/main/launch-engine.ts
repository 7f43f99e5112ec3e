import { utilityProcess, type MessagePortMain } from 'electron';
import type { EngineChild } from '#engine/process/keep-engine.ts';
import type { FromEngine } from '#engine/process/messages.ts';

/** Starts the engine as a utility process; what it prints goes to the log. */
export function launchEngine(
  enginePath: string,
  workspaceFolder: string | undefined,
  log: (text: string) => void,
): EngineChild<MessagePortMain> {
  const child = utilityProcess.fork(enginePath, workspaceFolder === undefined ? [] : [workspaceFolder], {
    serviceName: 'Almanac engine',
    stdio: 'pipe',
    // A probe of a graphics processor needs a process of plain Node, which the fuses of the application forbid.
    env: { ALMANAC_PROVIDER: 'cpu', ...process.env },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log(text.trimEnd());
    });
  }
  return {
    send(message, port) {
      child.postMessage(message, port === undefined ? [] : [port]);
    },
    kill() {
      child.kill();
    },
    onMessage(listener) {
      child.on('message', (message: FromEngine) => {
        listener(message);
      });
    },
    onExit(listener) {
      child.once('exit', (code) => {
        listener(`with code ${code}`);
      });
    },
  };
}
