import type { Command } from 'commander';
import type { TrainEvent, TrainResult } from '#contract/api/experiments.ts';
import type { TrainingEstimate } from '#contract/training.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { describeCommand, withCancellableEngine, type CancellableContext } from '../command.ts';
import { addExperimentOptions, describeExperiment, type ExperimentOptions } from '../experiment-options.ts';
import { followJob } from '../terminal/follow-job.ts';
import { formatCount, formatDate, formatDuration, formatMegabytes } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/progress-bar.ts';
import { describeCertificate } from '../terminal/describe-certificate.ts';
import { renderClasses } from '../terminal/render-classes.ts';
import { nameHorizon, renderHorizonSummary } from '../terminal/render-horizons.ts';
import { describeSkill } from '../terminal/describe-skill.ts';

interface TrainOptions extends ExperimentOptions {
  readonly dryRun?: boolean;
}

export function addTrainCommand(program: Command): void {
  const command = addExperimentOptions(
    program
      .command('train')
      .description('train, calibrate and evaluate a model; an interrupted training goes on where it stopped'),
  ).option('--dry-run', 'print the experiment as JSON and run nothing');
  describeCommand(command, 'almanac train SPY AAPL MSFT\nalmanac train --all --preset price-lstm --seed 7').action(
    async (symbols: string[], options: TrainOptions) => {
      await withCancellableEngine(options, async (context) => {
        const experiment = await describeExperiment(context.client, symbols, options);
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

function describeEstimate(estimate: TrainingEstimate): string {
  const { secondsPerEpoch, epochs, windowBytes, networkBytes, activationBytes, machineBytes } = estimate;
  const total = windowBytes + networkBytes + activationBytes;
  return (
    `About ${secondsPerEpoch.toPrecision(2)} s an epoch, ${formatDuration(secondsPerEpoch * epochs)} for ${epochs} at most. ` +
    `Memory ${formatMegabytes(total)} of ${formatMegabytes(machineBytes)} (windows ${formatMegabytes(windowBytes)}, ` +
    `network ${formatMegabytes(networkBytes)}, activations ${formatMegabytes(activationBytes)}).`
  );
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
    case 'estimate':
      bar.print(describeEstimate(event.estimate));
      break;
    case 'checkpoint-refused':
      bar.print(`Starting over; what was reached before cannot be used: ${event.reason}.`);
      break;
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
  const { training, evaluations } = model;
  if (alreadyTrained) printNote('This experiment was run before on the same data: here is its model.');
  const seconds = training.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  printResult(
    [
      `${model.name} v${model.version}: ${model.symbols.join(', ')}`,
      `  ${training.epochs.length} ${training.epochs.length === 1 ? 'epoch' : 'epochs'} in ${formatDuration(seconds)} (${formatCount(Math.round(training.sequencesPerSecond))} windows/s, ${training.engine}), best epoch ${training.bestEpoch}`,
      `  ${describeCertificate(model.certificate)}`,
      ...(evaluations.length === 1
        ? [`  ${describeSkill(evaluations[0]!)}`]
        : [
            '',
            renderHorizonSummary(evaluations),
            '',
            ...evaluations.map((evaluation) => `Over ${nameHorizon(evaluation)}: ${describeSkill(evaluation)}`),
          ]),
      ...evaluations.flatMap((evaluation) => {
        const classes = renderClasses(evaluation);
        return classes === null ? [] : ['', classes];
      }),
    ].join('\n'),
  );
}
