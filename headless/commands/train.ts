import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { TrainEvent, TrainResult } from '#contract/api/experiments.ts';
import { AppError } from '#contract/errors.ts';
import { backendNames, type BackendName, type Experiment } from '#contract/model-spec.ts';
import { describeCommand, withCancellableEngine, type CancellableContext, type SharedOptions } from '../command.ts';
import { followJob } from '../terminal/follow-job.ts';
import { formatCount, formatDate, formatDuration } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/progress-bar.ts';
import { describeSkill } from '../terminal/describe-skill.ts';

interface TrainOptions extends SharedOptions {
  readonly all?: boolean;
  readonly preset?: string;
  readonly spec?: string;
  readonly experiment?: string;
  readonly epochs?: number;
  readonly stride?: number;
  readonly seed?: number;
  readonly backend?: BackendName;
  readonly dryRun?: boolean;
}

export function addTrainCommand(program: Command): void {
  const command = program
    .command('train')
    .description('train, calibrate and evaluate a model; an interrupted training goes on where it stopped')
    .argument('[symbols...]', 'instruments to train on, pooled')
    .option('--all', 'train on all instruments of the workspace')
    .option('--preset <name>', 'model preset (default: price-lstm)')
    .addOption(new Option('--spec <file>', 'model spec file instead of a preset').conflicts('preset'))
    .option('--epochs <n>', 'train at most so many epochs', parseCount)
    .option('--stride <n>', 'start a training window at every n-th bar only', parseCount)
    .option('--seed <n>', 'seed of all random numbers (default: 1)', parseSeed)
    .option('--backend <name>', `${backendNames.join(' or ')} (default: native where it was built)`, parseBackend)
    .addOption(
      new Option('--experiment <file>', 'a whole experiment as JSON instead of all of the above').conflicts([
        'all',
        'preset',
        'spec',
        'epochs',
        'stride',
        'seed',
        'backend',
      ]),
    )
    .option('--dry-run', 'print the experiment as JSON and run nothing');
  describeCommand(command, 'almanac train SPY AAPL MSFT\nalmanac train --all --preset price-lstm --seed 7').action(
    async (symbols: string[], options: TrainOptions) => {
      await withCancellableEngine(options, async (context) => {
        const experiment = await describeExperiment(context, symbols, options);
        if (options.dryRun) {
          printJson(experiment);
          return;
        }
        const result = await runTraining(context, experiment);
        if (context.json) printJson(result);
        else printTraining(result);
      });
    },
  );
}

async function describeExperiment(
  { client }: CancellableContext,
  symbols: readonly string[],
  options: TrainOptions,
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

/** Trains with a progress bar and a line per epoch on stderr. */
export async function runTraining(
  { client, signal }: CancellableContext,
  experiment: Experiment,
): Promise<TrainResult> {
  const bar = new ProgressBar();
  try {
    const job = await client.experiments.train({ experiment }, { signal });
    return await followJob(job, (event) => {
      showEvent(bar, event);
    });
  } finally {
    bar.clear();
  }
}

function showEvent(bar: ProgressBar, event: TrainEvent): void {
  switch (event.type) {
    case 'progress':
      bar.show(event.progress);
      break;
    case 'started': {
      const parts = event.split.map(
        (part) => `${part.name} ${formatDate(part.from)}…${formatDate(part.to)} (${formatCount(part.samples)})`,
      );
      bar.print(`${formatCount(event.parameterCount)} parameters. Windows: ${parts.join(', ')}`);
      if (event.resumedAfterEpoch > 0) bar.print(`Going on after epoch ${event.resumedAfterEpoch}.`);
      break;
    }
    case 'sealing':
      bar.print('Calibrating, and testing on the test slice…');
      break;
    case 'epoch': {
      const { epoch, trainLoss, validationLoss, learningRate, seconds } = event.epoch;
      const rate = learningRate === undefined ? '' : `  rate ${learningRate.toExponential(2)}`;
      bar.print(
        `epoch ${String(epoch).padStart(3)}  train ${trainLoss.toFixed(5)}  validation ${validationLoss.toFixed(5)}${rate}  ${seconds.toFixed(1)} s`,
      );
      break;
    }
  }
}

export function printTraining({ model, alreadyTrained }: TrainResult): void {
  const { training } = model;
  if (alreadyTrained) printNote('This experiment was run before on the same data: here is its model.');
  const seconds = training.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  printResult(
    [
      `${model.name} v${model.version}: ${model.symbols.join(', ')}`,
      `  ${training.epochs.length} ${training.epochs.length === 1 ? 'epoch' : 'epochs'} in ${formatDuration(seconds)} (${formatCount(Math.round(training.sequencesPerSecond))} windows/s, ${training.engine}), best epoch ${training.bestEpoch}`,
      `  ${describeSkill(model.evaluation)}`,
    ].join('\n'),
  );
}

function parseCount(text: string): number {
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
