import type { Command } from 'commander';
import type { Watchlist, WatchlistRow } from '#contract/api/watchlists.ts';
import { AppError } from '#contract/errors.ts';
import type { EngineClient } from '#engine/boot.ts';
import { describeCommand, withEngine, type SharedOptions } from '../command.ts';
import { formatBarTime, formatPercent, formatPrice, formatSignedPercent } from '../terminal/format.ts';
import { printJson, printNote, printResult } from '../terminal/output.ts';
import { renderTable } from '../terminal/table.ts';

interface WatchlistOptions extends SharedOptions {
  readonly add?: string;
  readonly take?: string;
  readonly model?: string;
  readonly delete?: boolean;
}

export function addWatchlistCommand(program: Command): void {
  const command = program
    .command('watchlist')
    .argument('[name]', 'the list; without one, all lists are named')
    .description('show a watchlist with prices and newest forecasts, or change it')
    .option('--add <symbols>', 'add symbols, separated by commas; a list that is not there is made')
    .option('--take <symbols>', 'take symbols out of the list')
    .option('--model <model>', 'show the forecasts of this model alone')
    .option('--delete', 'delete the list');
  describeCommand(command, 'almanac watchlist Tech --add AAPL,MSFT').action(
    async (name: string | undefined, options: WatchlistOptions) => {
      await withEngine(options, async ({ client, json }) => {
        if (name === undefined) {
          const lists = await client.watchlists.list();
          if (json) printJson(lists);
          else if (lists.length === 0) printNote('No watchlist yet. Make one: almanac watchlist Tech --add AAPL,MSFT');
          else printResult(lists.map((list) => `${list.name}: ${list.symbols.join(', ') || '(empty)'}`).join('\n'));
          return;
        }
        const { id } = await findOrMake(client, name, options.add !== undefined);
        if (options.delete) {
          await client.watchlists.remove({ id });
          printNote(`${name} is deleted.`);
          return;
        }
        if (options.add !== undefined) await client.watchlists.add({ id, symbols: splitSymbols(options.add) });
        if (options.take !== undefined) await client.watchlists.take({ id, symbols: splitSymbols(options.take) });
        const rows = await client.watchlists.rows({ id, ...(options.model !== undefined && { model: options.model }) });
        if (json) printJson(rows);
        else printResult(renderRows(rows));
      });
    },
  );
}

async function findOrMake(client: EngineClient, name: string, mayMake: boolean): Promise<Watchlist> {
  const lists = await client.watchlists.list();
  const found = lists.find((list) => list.name === name);
  if (found) return found;
  if (mayMake) return client.watchlists.create({ name });
  throw new AppError(
    'watchlist/unknown',
    `There is no watchlist "${name}".`,
    lists.length > 0
      ? `There are ${lists.map((list) => list.name).join(', ')}.`
      : `Make it: almanac watchlist "${name}" --add AAPL,MSFT`,
  );
}

function splitSymbols(text: string): string[] {
  return text.split(',').flatMap((symbol) => (symbol.trim() === '' ? [] : [symbol.trim()]));
}

function renderRows(rows: readonly WatchlistRow[]): string {
  return renderTable(
    ['Symbol', 'Last', 'Change', 'Of', 'Grade', 'P(up)', 'Expected', '80 % interval', 'Bars', 'Model', ''],
    rows.map(({ symbol, last, forecast, alerts }) => [
      symbol,
      last ? formatPrice(last.price) : '-',
      last && last.change !== null ? formatSignedPercent(last.change, 2) : '-',
      last ? formatBarTime(last.time, '1d') : 'not in the workspace',
      forecast?.grade ?? '-',
      forecast ? formatPercent(forecast.probabilityUp) : '-',
      forecast ? formatSignedPercent(forecast.expectedReturn) : '-',
      forecast ? `${formatSignedPercent(forecast.lowReturn)} … ${formatSignedPercent(forecast.highReturn)}` : '-',
      forecast ? String(forecast.horizonBars) : '-',
      forecast ? `${forecast.model.name}@${forecast.model.version}` : '-',
      [
        forecast?.isStale ? 'STALE' : '',
        last?.simulated ? 'SIMULATED' : '',
        alerts.unseen > 0 ? `${alerts.unseen} alerts` : '',
      ]
        .filter((note) => note !== '')
        .join(', '),
    ]),
    [1, 2, 5, 6, 8],
  );
}
