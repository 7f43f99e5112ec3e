import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { AppError } from '#contract/errors.ts';
import { backendNames, type BackendName, type Experiment } from '#contract/model-spec.ts';
import { listPresets, loadPreset, type EngineClient } from '#engine/boot.ts';
import type { SharedOptions } from './command.ts';

/** The options by which a command is told what to train. */
export interface ExperimentOptions extends SharedOptions {
  readonly all?: boolean;
  readonly from?: string;
  readonly preset?: string;
  readonly spec?: string;
  readonly experiment?: string;
  readonly epochs?: number;
  readonly stride?: number;
  readonly seed?: number;
  readonly backend?: BackendName;
}

/** Adds the symbols and the options above to a command. */
export function addExperimentOptions(command: Command): Command {
  return command
    .argument('[symbols...]', 'instruments to train on, pooled')
    .option('--all', 'train on all instruments of the workspace')
    .option('--preset <name>', 'model preset, see below (default: price-lstm)')
    .addOption(new Option('--spec <file>', 'model spec file instead of a preset').conflicts('preset'))
    .option(
      '--from <model>',
      'start from the weights of a model, such as price-lstm@2, and test on bars it has not seen',
    )
    .option('--epochs <n>', 'train at most so many epochs', parseCount)
    .option('--stride <n>', 'start a training window at every n-th bar only', parseCount)
    .option('--seed <n>', 'seed of all random numbers (default: 1)', parseSeed)
    .option('--backend <name>', `${backendNames.join(' or ')} (default: native where it was built)`, parseBackend)
    .addOption(
      new Option('--experiment <file>', 'a whole experiment as JSON instead of all of the above').conflicts([
        'all',
        'from',
        'preset',
        'spec',
        'epochs',
        'stride',
        'seed',
        'backend',
      ]),
    )
    .addHelpText('after', describePresets);
}

/** The presets by name and title, for the help: read only when someone asks for it. */
function describePresets(): string {
  const presets = listPresets().map(loadPreset);
  const width = Math.max(...presets.map(({ name }) => name.length));
  return `\nPresets:\n${presets.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`).join('\n')}`;
}

/**
 * The experiment that symbols and options describe.
 * Errors: input/invalid, train/no-instruments, spec/….
 */
export async function describeExperiment(
  client: EngineClient,
  symbols: readonly string[],
  options: ExperimentOptions,
): Promise<Experiment> {
  if (options.experiment !== undefined) {
    if (symbols.length > 0) {
      throw new AppError(
        'input/invalid',
        `--experiment and the symbols ${symbols.join(', ')} were both given.`,
        'The experiment names its instruments itself: leave the symbols out, or edit the file.',
      );
    }
    const text = await readText(options.experiment);
    return client.experiments.parse({ text, source: options.experiment });
  }
  if (options.all && symbols.length > 0) {
    throw new AppError(
      'input/invalid',
      `--all and the symbols ${symbols.join(', ')} were both given.`,
      'Name the instruments, or use --all.',
    );
  }
  const instruments = options.all ? (await client.marketData.instruments()).map((i) => i.symbol) : [...symbols];
  if (instruments.length === 0) {
    throw new AppError(
      'train/no-instruments',
      'No instrument was named to train on.',
      'Name some, such as "almanac train SPY AAPL", or use --all; "almanac instruments" lists what there is.',
    );
  }
  return client.experiments.draft({
    instruments,
    from: options.from,
    preset: options.preset,
    spec: options.spec === undefined ? undefined : await readText(options.spec),
    seed: options.seed,
    backend: options.backend,
    training: { epochs: options.epochs, strideBars: options.stride },
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('spec/file-not-found', `${file} cannot be read.`, 'Check the path.', { cause });
  }
}

/** A whole number from 1 on. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('expected a whole number from 1 on.');
  return value;
}

function parseSeed(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw new InvalidArgumentError('expected a whole number from 0 to 4294967295.');
  }
  return value;
}

function parseBackend(text: string): BackendName {
  const found = backendNames.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`expected ${backendNames.join(' or ')}.`);
  return found;
}
