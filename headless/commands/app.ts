import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InvalidArgumentError, type Command } from 'commander';
import { AppError } from '#contract/errors.ts';
import { findWorkspaceFolder } from '#engine/boot.ts';
import { keepEngine } from '#engine/process/keep-engine.ts';
import { describeCommand, listenForInterrupt, type SharedOptions } from '../command.ts';
import { onEnter } from '../terminal/on-enter.ts';
import { printNote, printResult } from '../terminal/output.ts';
import { launchEngine } from '../web/launch-engine.ts';
import { serveWeb } from '../web/serve.ts';

interface AppCommandOptions extends SharedOptions {
  readonly port: number;
  readonly open: boolean;
}

export function addAppCommand(program: Command): void {
  const command = program
    .command('app')
    .description('the application in your browser, served at 127.0.0.1 to you alone')
    .option('--port <number>', 'the port (default: any that is free)', parsePort, 0)
    .option('--no-open', 'print the address, but open no browser');
  describeCommand(command, 'almanac app --port 8477 --no-open').action(async (options: AppCommandOptions) => {
    const rendererFolder = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
    if (!existsSync(rendererFolder)) {
      throw new AppError(
        'host/no-renderer',
        'The application has not been built.',
        'Run "npm start", which builds and starts it.',
      );
    }
    const workspaceFolder = findWorkspaceFolder(options.workspace);
    const engine = keepEngine({ launch: () => launchEngine(workspaceFolder), log: printNote });
    try {
      const host = await serveWeb({ engine, rendererFolder, port: options.port, logBug });
      const printLink = (): string => {
        const link = host.createLink();
        printResult(options.json === true ? JSON.stringify({ link }) : link);
        return link;
      };
      const link = printLink();
      printNote(
        'The address opens one browser, once: press Enter for another one.\n' +
          'Ctrl-C ends Almanac; what it is doing is kept and goes on at the next start.',
      );
      if (options.open) openInBrowser(link);
      const interrupt = listenForInterrupt();
      const stopReading = onEnter(printLink);
      await new Promise<void>((resolve) => {
        interrupt.addEventListener('abort', () => {
          resolve();
        });
      });
      stopReading();
      await host.close();
    } finally {
      await engine.close();
    }
  });
}

/** A failure that ends nothing but the request it happened in. */
function logBug(error: unknown): void {
  printNote(
    `This is a bug in Almanac, please report it:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
}

/** Asks the system for its browser. Where there is none the address has been printed. */
function openInBrowser(link: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', link]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', link]
        : ['xdg-open', link];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {
    printNote('No browser could be started: open the address above yourself.');
  });
  child.unref();
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('expected a number from 0 to 65535.');
}
