import { dataTable, subheading, together } from '../blocks.ts';
import type { Section } from '../section.ts';

const shownTrades = 8;

/** The last trades of the backtest; the JSON report lists all. */
export const trades: Section = ({ backtest, instrument }, { trades: words }, format) => {
  const shown = backtest.trades.slice(-shownTrades);
  if (shown.length === 0) return [];
  const currency = instrument.currency === 'XXX' ? '' : `, ${instrument.currency}`;
  return [
    together([
      subheading(words.heading(shown.length, backtest.trades.length)),
      dataTable(
        [
          { title: words.symbol, width: '*', alignment: 'left' },
          { title: words.entered, width: 116, alignment: 'right' },
          { title: words.left, width: 116, alignment: 'right' },
          { title: words.profit + currency, width: 84, alignment: 'right' },
          { title: words.return, width: 56, alignment: 'right' },
        ],
        shown.map((trade) => [
          trade.symbol,
          `${format.date(trade.entryTime)}: ${format.price(trade.entryPrice)}`,
          `${trade.exitTime === null ? words.open : format.date(trade.exitTime)}: ${format.price(trade.exitPrice)}`,
          format.number(trade.profit, 2),
          format.change(trade.return),
        ]),
      ),
    ]),
  ];
};
