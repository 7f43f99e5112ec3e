import { execFileSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Calls back for each line that the user enters, until the function that it gives is called. A process in the background
 * of a shell (`npm start &`) is stopped by the system as soon as it reads the terminal, so it does not read until it is
 * brought to the front.
 */
export function onEnter(listener: () => void): () => void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', listener);
  const listen = (): void => {
    if (isInBackground()) process.stdin.pause();
    else process.stdin.resume();
  };
  listen();
  // A shell says so when it moves a process to the front or to the back.
  process.on('SIGCONT', listen);
  return () => {
    process.off('SIGCONT', listen);
    lines.close();
  };
}

/** Whether another group of processes has the terminal that this one would read. */
function isInBackground(): boolean {
  if (!process.stdin.isTTY || process.platform === 'win32') return false;
  try {
    const [own, inFront] = execFileSync('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trim()
      .split(/\s+/);
    return own !== inFront;
  } catch {
    // A system without ps, or with one that cannot tell, is a container or the like: nobody works at its shell.
    return false;
  }
}
