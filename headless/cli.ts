import { Command, CommanderError } from 'commander';
import { AppError } from '#contract/errors.ts';
import { almanacVersion } from '#engine/boot.ts';
import { addAppCommand } from './commands/app.ts';
import { addBacktestCommand } from './commands/backtest.ts';
import { addBackupCommand } from './commands/backup.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEvaluateCommand } from './commands/evaluate.ts';
import { addFeaturesCommand } from './commands/features.ts';
import { addImportCommand } from './commands/import.ts';
import { addInstrumentsCommand } from './commands/instruments.ts';
import { addLedgerCommand } from './commands/ledger.ts';
import { addJobsCommand } from './commands/jobs.ts';
import { addModelsCommand } from './commands/models.ts';
import { addPredictCommand } from './commands/predict.ts';
import { addQualityCommand } from './commands/quality.ts';
import { addReportCommand } from './commands/report.ts';
import { addSeriesCommand } from './commands/series.ts';
import { addRestoreCommand } from './commands/restore.ts';
import { addTrainCommand } from './commands/train.ts';
import { addWalkForwardCommand } from './commands/walk-forward.ts';
import { addWatchlistCommand } from './commands/watchlist.ts';
import { printNote } from './terminal/output.ts';

/** Stable: scripts rely on them. */
const EXIT = { failed: 1, usage: 2, bug: 70, cancelled: 130 } as const;

const program = new Command('almanac')
  .description('Forecasts of markets, made on your own machine, with what stands behind each number.')
  .version(almanacVersion)
  .showHelpAfterError('Add --help for the options and an example.')
  .exitOverride();

addAppCommand(program);
addImportCommand(program);
addInstrumentsCommand(program);
addQualityCommand(program);
addSeriesCommand(program);
addFeaturesCommand(program);
addTrainCommand(program);
addWalkForwardCommand(program);
addEvaluateCommand(program);
addPredictCommand(program);
addLedgerCommand(program);
addBacktestCommand(program);
addReportCommand(program);
addModelsCommand(program);
addWatchlistCommand(program);
addJobsCommand(program);
addDoctorCommand(program);
addBackupCommand(program);
addRestoreCommand(program);
addDemoCommand(program);
for (const command of program.commands) command.exitOverride();

program.addHelpText(
  'after',
  `
Exit codes:
  0 done   1 failed   2 wrong usage   70 a bug in Almanac   130 cancelled`,
);

// A reader that has seen enough, such as `head`, closes the pipe; that is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error);
}

function reportError(error: unknown): number {
  // Commander has printed help or the usage error by itself.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  if (error instanceof AppError) {
    printNote(`\n${error.message} [${error.code}]\n${error.hint}`);
    if (error.code === 'job/cancelled') return EXIT.cancelled;
    return error.code === 'input/invalid' ? EXIT.usage : EXIT.failed;
  }
  printNote(
    `\nThis is a bug in Almanac, please report it:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return EXIT.bug;
}
