import { InvalidArgumentError, type Command } from 'commander';
import { reportFormats, type ReportFormat } from '#contract/api/reports.ts';
import { reportLanguages, type ReportLanguage } from '#contract/report.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { parseCount } from '../experiment-options.ts';
import { followJob } from '../terminal/follow-job.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/progress-bar.ts';

interface ReportOptions extends SharedOptions {
  readonly model: string;
  readonly horizon?: number;
  readonly language: ReportLanguage[];
  readonly format: ReportFormat[];
  readonly out: string;
}

export function addReportCommand(program: Command): void {
  const command = program
    .command('report')
    .description('write the report of an instrument: PDF, JSON, CSV tables')
    .argument('<symbols...>', 'instruments')
    .option('--model <name>', 'model, such as price-lstm or price-lstm@2', 'price-lstm')
    .option('--horizon <bars>', 'report the forecast over so many bars (default: the shortest)', parseCount)
    .option('--language <codes>', `${reportLanguages.join(', ')} or several, with commas`, parseLanguages, ['en'])
    .option('--format <names>', `${reportFormats.join(', ')} or several, with commas`, parseFormats, ['pdf', 'json'])
    .option('--out <folder>', 'where to write the files', '.');
  describeCommand(
    command,
    'almanac report JSW --language pl,en --out ~/reports\nalmanac report JSW --format pdf,json,csv\nalmanac report BTC --model crypto-lstm --horizon 24',
  ).action(async (symbols: string[], options: ReportOptions) => {
    await withEngine(options, async ({ client, json }) => {
      const files: string[] = [];
      const bar = new ProgressBar();
      for (const symbol of symbols) {
        if (!json) printNote(`Writing the report of ${symbol}…`);
        const { id } = await followJob(
          await client.reports.build({
            model: options.model,
            symbol,
            horizonBars: options.horizon,
            language: options.language[0],
          }),
          (progress) => {
            bar.show(progress);
          },
        ).finally(() => {
          bar.clear();
        });
        const written = await client.reports.write({
          id,
          languages: options.language,
          formats: options.format,
          folder: options.out,
        });
        files.push(...written.files);
      }
      if (json) printJson({ files });
      else printResult(files.join('\n'));
    });
  });
}

function parseLanguages(text: string): ReportLanguage[] {
  return parseNames(text, reportLanguages);
}

function parseFormats(text: string): ReportFormat[] {
  return parseNames(text, reportFormats);
}

function parseNames<Name extends string>(text: string, names: readonly Name[]): Name[] {
  return text.split(',').map((part) => {
    const found = names.find((name) => name === part.trim());
    if (!found) throw new InvalidArgumentError(`expected ${names.join(' or ')}, found "${part}".`);
    return found;
  });
}
