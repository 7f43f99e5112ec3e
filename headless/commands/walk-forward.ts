import { InvalidArgumentError, type Command } from 'commander';
import type { FoldTraining, WalkForwardEvent, WalkForwardOutcome } from '#contract/api/experiments.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { walkForwardModes, type WalkForwardMode, type WalkForwardPlan } from '#contract/walk-forward.ts';
import { describeCommand, withCancellableEngine, type CancellableContext } from '../command.ts';
import { addExperimentOptions, describeExperiment, parseCount, type ExperimentOptions } from '../experiment-options.ts';
import { followJob } from '../terminal/follow-job.ts';
import { formatCount, formatDate } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/progress-bar.ts';
import { renderWalkForward } from '../terminal/render-walk-forward.ts';

interface WalkForwardOptions extends ExperimentOptions {
  readonly folds: number;
  readonly mode: WalkForwardMode;
  readonly testBars?: number;
  readonly seeds: number;
}

export function addWalkForwardCommand(program: Command): void {
  const command = addExperimentOptions(
    program
      .command('walk-forward')
      .description(
        'train on successive spans, score each on the bars that follow; what is finished is kept and not done again',
      ),
  )
    .option('--folds <n>', 'test parts, 2 to 50', parseCount, 5)
    .option(
      '--mode <name>',
      `${walkForwardModes.join(' or ')}: what is fitted before each test part`,
      parseMode,
      'rolling',
    )
    .option('--test-bars <n>', 'bars in each test part (default: by the proportions of the split)', parseCount)
    .option(
      '--seeds <n>',
      'trainings of each fold; their mean and spread are shown; 5 tell more than 1',
      parseCount,
      1,
    );
  describeCommand(
    command,
    'almanac walk-forward SPY AAPL MSFT\nalmanac walk-forward --all --folds 8 --mode expanding --seeds 5',
  ).action(async (symbols: string[], options: WalkForwardOptions) => {
    await withCancellableEngine(options, async (context) => {
      const experiment = await describeExperiment(context.client, symbols, options);
      const { folds, mode, testBars, seeds } = options;
      const plan = { folds, mode, seeds, ...(testBars !== undefined && { testBars }) };
      const { result, alreadyRun } = await run(context, experiment, plan);
      if (context.json) {
        printJson(result);
        return;
      }
      if (alreadyRun) printNote('This walk-forward was run before on the same data: here is its result.');
      printResult(renderWalkForward(result));
      printNote(`"almanac evaluate --walk-forward ${result.id}" shows it again.`);
    });
  });
}

/** Runs it with a progress bar and a line per epoch on stderr. */
async function run(
  { client, signal }: CancellableContext,
  experiment: Experiment,
  plan: WalkForwardPlan,
): Promise<WalkForwardOutcome> {
  const bar = new ProgressBar();
  try {
    const job = await client.experiments.walkForward({ experiment, plan }, { signal });
    return await followJob(job, (event) => {
      showEvent(bar, plan, event);
    });
  } finally {
    bar.clear();
  }
}

function showEvent(bar: ProgressBar, plan: WalkForwardPlan, event: WalkForwardEvent): void {
  switch (event.type) {
    case 'progress':
      bar.show(event.progress);
      break;
    case 'started': {
      const parts = event.split.map(
        (part) => `${part.name} ${formatDate(part.from)}…${formatDate(part.to)} (${formatCount(part.samples)})`,
      );
      bar.print(`${nameTraining(plan, event.training)}: ${parts.join(', ')}`);
      if (event.resumedAfterEpoch > 0) bar.print(`Going on after epoch ${event.resumedAfterEpoch}.`);
      break;
    }
    case 'epoch': {
      const { epoch, seconds } = event.epoch;
      bar.print(`  epoch ${String(epoch).padStart(3)}  ${seconds.toFixed(1)} s`);
      break;
    }
    case 'finished':
      bar.print(`${nameTraining(plan, event.training)} ${event.kept ? 'was finished before' : 'is finished'}.`);
      break;
  }
}

function nameTraining({ seeds }: WalkForwardPlan, { fold, folds, seed }: FoldTraining): string {
  return `Fold ${fold} of ${folds}${seeds > 1 ? `, seed ${seed}` : ''}`;
}

function parseMode(text: string): WalkForwardMode {
  const found = walkForwardModes.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`expected ${walkForwardModes.join(' or ')}.`);
  return found;
}
