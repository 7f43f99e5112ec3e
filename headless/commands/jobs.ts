import type { Command } from 'commander';
import type { Job } from '#contract/job.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { parseJobId } from '../parse-option.ts';
import { formatDuration } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

interface JobsOptions extends SharedOptions {
  readonly cancel?: number;
  readonly resume?: number;
}

export function addJobsCommand(program: Command): void {
  const command = program
    .command('jobs')
    .description('list the queue of the application, cancel a job, or let one go on')
    .option('--cancel <id>', 'stop a job; what it has reached is kept', parseJobId)
    .option('--resume <id>', 'queue a cancelled or failed job again', parseJobId);
  describeCommand(command, 'almanac jobs\nalmanac jobs --cancel 3').action(async (options: JobsOptions) => {
    await withEngine(options, async ({ client, json }) => {
      if (options.cancel !== undefined) await client.jobs.cancel({ id: options.cancel });
      if (options.resume !== undefined) await client.jobs.resume({ id: options.resume });
      const jobs = await client.jobs.list({});
      if (json) printJson(jobs);
      else if (jobs.length === 0) printNote('Nothing is queued, and nothing was. The application queues long work.');
      else printResult(renderTable(['Id', 'Work', 'About', 'State', 'Took', 'Result'], jobs.map(describeJob), [0, 4]));
    });
  });
}

function describeJob({ id, kind, subject, symbols, status, startedAt, endedAt, ...job }: Job): string[] {
  const named = symbols.length > 3 ? `${symbols.slice(0, 3).join(', ')} … (${symbols.length})` : symbols.join(', ');
  const took = startedAt !== null && endedAt !== null ? formatDuration((endedAt - startedAt) / 1000) : '-';
  return [
    String(id),
    kind,
    `${subject} ${named}`.trim(),
    status,
    took,
    job.error?.message ?? describeResult(job.result),
  ];
}

function describeResult(result: Job['result']): string {
  switch (result?.kind) {
    case 'train':
      return result.model;
    case 'walk-forward':
      return result.id;
    case 'forecast':
      return `${result.forecasts} forecasts`;
    case 'backtest-grid':
      return `${result.cells} backtests`;
    case 'report':
      return result.id;
    case 'backtest':
    case undefined:
      return '-';
  }
}
