import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { CancelledError } from '#contract/errors.ts';
import { describeCommand, withCancellableEngine, type SharedOptions } from '../command.ts';
import { followJob } from '../terminal/follow-job.ts';
import { formatPercent } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { printBacktest } from './backtest.ts';
import { printLeftOut, renderForecasts } from './predict.ts';
import { printTraining, runTraining } from './train.ts';

/**
 * The demo trains the default preset with fewer windows and epochs than its own defaults, so that it ends
 * within minutes on a small machine: every third bar loses little where labels overlap by 13 bars of 14.
 */
const demoTraining = { epochs: 30, patience: 6, strideBars: 3 };

/** TensorFlow.js is about a hundred times slower: three instruments and few windows, to show the way and no more. */
const smallDemo = { instruments: 3, training: { epochs: 5, patience: 2, strideBars: 20 } };

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
      printNote(
        `1/5  A simulated market of ${market.files.length} instruments, seeded. Planted in it: a hidden drift that explains ${formatPercent(market.planted.hiddenDrift)} of the ${market.planted.horizonBars}-bar return; a straight line through past sentiment finds ${formatPercent(market.planted.smoothedSentiment)}, through momentum ${formatPercent(market.planted.momentum)}. That is many times what a real market gives away.`,
      );
      const imported = await client.marketData.import({ paths: [...market.files], simulated: true }, { signal });
      const { outcomes } = await followJob(imported, () => undefined);
      const symbols = outcomes.flatMap((outcome) => ('symbol' in outcome ? [outcome.symbol] : []));

      printNote('2/5  Training price-lstm on all of them (Ctrl-C keeps what is done; the same command goes on)');
      let experiment = await client.experiments.draft({ instruments: symbols, training: demoTraining });
      if (experiment.backend === 'tfjs') {
        printNote(
          `     The native core was not built, so the demo trains on ${smallDemo.instruments} instruments and few windows only: expect minutes, and no edge.`,
        );
        experiment = await client.experiments.draft({
          instruments: symbols.slice(0, smallDemo.instruments),
          training: smallDemo.training,
        });
      }
      const trained = await runTraining(context, experiment);
      const model = `${trained.model.name}@${trained.model.version}`;

      throwIfCancelled(signal);
      printNote('3/5  Forecasting, and writing the forecasts to the ledger');
      const { forecasts, leftOut } = await client.forecasts.predict({ model });

      throwIfCancelled(signal);
      printNote('4/5  Backtesting on the test slice');
      const backtest = await client.backtests.run({ rule: { kind: 'probability-threshold', model } });

      throwIfCancelled(signal);
      printNote('5/5  Writing reports and the model bundle');
      const { id } = await followJob(await client.reports.build({ model, symbol: symbols[0]! }), () => undefined);
      const reported = await client.reports.write({
        id,
        languages: ['en', 'pl'],
        formats: ['pdf', 'json'],
        folder,
      });
      const bundle = await client.models.export({ model, path: join(folder, `${model.replace('@', '-v')}.almanac`) });
      const files = [...reported.files, bundle.path];
      if (json) {
        printJson({ model: trained.model, forecasts, leftOut, backtest, files });
        return;
      }
      printResult('');
      printTraining(trained);
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

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new CancelledError('The demo', 'Give the same command again to go on from here.');
}
