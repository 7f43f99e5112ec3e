import type { Trade } from './backtest.ts';
import type { CsvTable, CsvValue } from './csv-table.ts';

/** The trades of a backtest as a table, a row each; docs/report-csv.md tells what its columns mean. Times are UTC. */
export function tradesTable(trades: readonly Trade[]): CsvTable {
  return {
    name: 'trades',
    columns: [
      ...['symbol', 'side', 'entry_time', 'entry_price', 'exit_time', 'exit_price', 'exit_reason'],
      ...['quantity', 'fees', 'profit', 'return', 'bars'],
    ],
    rows: trades.map((trade): CsvValue[] => [
      ...[trade.symbol, trade.side, timeOf(trade.entryTime), trade.entryPrice],
      ...[trade.exitTime === null ? null : timeOf(trade.exitTime), trade.exitPrice, trade.exitReason],
      ...[trade.quantity, trade.fees, trade.profit, trade.return, trade.bars],
    ]),
  };
}

function timeOf(time: number): string {
  return new Date(time).toISOString();
}
