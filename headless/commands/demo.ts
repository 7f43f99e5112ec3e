import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { TrainResult } from '#contract/api/experiments.ts';
import {
  controlSymbols,
  demoPreset,
  demoTrainings,
  findMostDecided,
  plantedSymbols,
  slowDemoTraining,
} from '#contract/demo-market.ts';
import { CancelledError } from '#contract/errors.ts';
import type { Forecast } from '#contract/forecast.ts';
import type { LeftOut } from '#contract/left-out.ts';
import type { Experiment } from '#contract/model-spec.ts';
import type { EngineClient } from '#engine/boot.ts';
import { describeCommand, withCancellableEngine, type SharedOptions } from '../command.ts';
import { followJob } from '../terminal/follow-job.ts';
import { formatPercent } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { printBacktest } from './backtest.ts';
import { printLeftOut, renderForecasts } from './predict.ts';
import { printTraining, runTraining } from './train.ts';

interface DemoOptions extends SharedOptions {
  readonly out: string;
}

export function addDemoCommand(program: Command): void {
  const command = program
    .command('demo')
    .description('the whole way on a simulated market: import, train, forecast, backtest, report')
    .option('--out <folder>', 'where everything goes', 'almanac-demo');
  describeCommand(command, 'almanac demo --out ~/almanac-demo').action(async (options: DemoOptions) => {
    const folder = resolve(options.out);
    const shared = { ...options, workspace: options.workspace ?? join(folder, 'workspace') };
    await withCancellableEngine(shared, async (context) => {
      const { client, signal, json } = context;
      const market = await client.marketData.simulate({ folder: join(folder, 'market') });
      const { planted } = market;
      printNote(
        `1/5  A simulated market of ${market.files.length} instruments, seeded. In ${listNames(plantedSymbols)} a signal is planted: news moves the price for days, one way in a rising market and the other way in a falling one. It explains ${formatPercent(planted.hiddenDrift)} of the ${planted.horizonBars}-bar return; a straight line through past sentiment finds ${formatPercent(planted.smoothedSentiment)}, through momentum ${formatPercent(planted.momentum)}. That is more than a real market gives away. ${listNames(controlSymbols)} are noise.`,
      );
      const imported = await client.marketData.import({ paths: [...market.files], simulated: true }, { signal });
      await followJob(imported, () => undefined);

      printNote(
        `2/5  Training ${demoPreset} twice: where a signal is planted, and where there is none (Ctrl-C keeps what is done; the same command goes on)`,
      );
      const trained: TrainResult[] = [];
      for (const { name, instruments } of demoTrainings) {
        throwIfCancelled(signal);
        trained.push(await runTraining(context, await draft(client, name, instruments)));
      }
      const models = trained.map(({ model }) => `${model.name}@${model.version}`);

      printNote('3/5  Forecasting, and writing the forecasts to the ledger');
      const forecasts: Forecast[] = [];
      const leftOut: LeftOut[] = [];
      for (const model of models) {
        throwIfCancelled(signal);
        const issued = await client.forecasts.predict({ model });
        forecasts.push(...issued.forecasts);
        leftOut.push(...issued.leftOut);
      }
      const model = models[0]!;

      throwIfCancelled(signal);
      printNote(`4/5  Backtesting ${demoPreset} on the test slice`);
      const backtest = await client.backtests.run({ rule: { kind: 'probability-threshold', model } });

      throwIfCancelled(signal);
      printNote('5/5  Writing reports and the model bundle');
      const { symbol } = findMostDecided(forecasts);
      const { id } = await followJob(await client.reports.build({ model, symbol }), () => undefined);
      const reported = await client.reports.write({
        id,
        languages: ['en', 'pl'],
        formats: ['pdf', 'json'],
        folder,
      });
      const bundle = await client.models.export({ model, path: join(folder, `${model.replace('@', '-v')}.almanac`) });
      const files = [...reported.files, bundle.path];
      if (json) {
        printJson({ models: trained.map((one) => one.model), forecasts, leftOut, backtest, files });
        return;
      }
      printResult('');
      for (const one of trained) printTraining(one);
      printResult(`\n${renderForecasts(forecasts)}\n`);
      printLeftOut(leftOut);
      printBacktest(backtest);
      printResult('\nEverything above is simulated. Look at:');
      for (const file of files) printResult(`  ${relative(process.cwd(), file) || file}`);
      printResult(
        `  the workspace itself: almanac instruments --workspace ${relative(process.cwd(), shared.workspace)}`,
      );
    });
  });
}

async function draft(client: EngineClient, name: string, instruments: readonly string[]): Promise<Experiment> {
  const wishes = { instruments: [...instruments], preset: demoPreset };
  let experiment = await client.experiments.draft(wishes);
  if (experiment.backend === 'tfjs') {
    printNote(
      '     The native core was not built, so the demo trains on few windows only: expect minutes, and no edge.',
    );
    experiment = await client.experiments.draft({ ...wishes, training: slowDemoTraining });
  }
  return { ...experiment, spec: { ...experiment.spec, name } };
}

/** "SIM-A, SIM-B and SIM-C". */
function listNames(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new CancelledError('The demo', 'Give the same command again to go on from here.');
}
