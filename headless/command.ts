import type { Command } from 'commander';
import { bootEngine, findWorkspaceFolder, type Engine, type EngineClient } from '#engine/boot.ts';

/** What every command gets. */
export interface CommandContext {
  readonly client: EngineClient;
  readonly workspaceFolder: string;
  /** True where the user asked for JSON instead of tables. */
  readonly json: boolean;
}

/** What a command gets that can be cancelled half-way and keeps what it has. */
export interface CancellableContext extends CommandContext {
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Options that all commands share. */
export interface SharedOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

/** Adds the shared options and an example to a command. */
export function describeCommand(command: Command, example: string): Command {
  return command
    .option('--workspace <folder>', 'where Almanac keeps its data (default: the place of your operating system)')
    .option('--json', 'print the result as JSON, for other programs')
    .addHelpText('after', `\nExample:\n  ${example.split('\n').join('\n  ')}`);
}

/** One press can arrive twice: from the terminal, and passed on by almanac.js. */
const SAME_PRESS_MS = 300;

/** Aborts on the first Ctrl-C; a second one ends the process at once, as the shell does. */
export function listenForInterrupt(): AbortSignal {
  const interrupt = new AbortController();
  let firstAt = 0;
  const onSignal = (): void => {
    if (!interrupt.signal.aborted) {
      firstAt = performance.now();
      interrupt.abort();
      process.stderr.write('\nCancelling… (Ctrl-C again to leave at once)\n');
    } else if (performance.now() - firstAt > SAME_PRESS_MS) {
      process.exit(130);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (process.channel) {
    // Started by almanac.js on behalf of an older Node: when that one is gone, nobody waits for the result.
    process.on('disconnect', onSignal);
    process.channel.unref();
  }
  return interrupt.signal;
}

/**
 * Boots the engine on the workspace of the options, runs the work, and closes the engine again. Ctrl-C ends
 * such work at once: it takes seconds, and whatever it writes, it writes whole.
 */
export async function withEngine(
  options: SharedOptions,
  work: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const engine: Engine = bootEngine({ workspaceFolder: findWorkspaceFolder(options.workspace) });
  try {
    await work({
      client: engine.client,
      workspaceFolder: engine.workspaceFolder,
      json: options.json === true,
    });
  } finally {
    engine.close();
  }
}

/** The same for long work, which Ctrl-C asks to stop. */
export function withCancellableEngine(
  options: SharedOptions,
  work: (context: CancellableContext) => Promise<void>,
): Promise<void> {
  const signal = listenForInterrupt();
  return withEngine(options, (context) => work({ ...context, signal }));
}
