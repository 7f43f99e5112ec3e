import { dataTable, subheading, together } from '../blocks.ts';
import { isIntraday } from '../../market-data/time/timeframe-length.ts';
import type { Section } from '../section.ts';

const shownTrades = 8;

/** A date, a time of day where there is one, and a price. */
const columnWidth = { day: 116, instant: 138 };

/** The last trades of the backtest; the JSON report lists all. */
export const trades: Section = ({ backtest, instrument }, { trades: words }, format) => {
  const shown = backtest.trades.slice(-shownTrades);
  if (shown.length === 0) return [];
  const { timeframe } = backtest;
  const intraday = isIntraday(timeframe);
  const width = intraday ? columnWidth.instant : columnWidth.day;
  const zone = intraday ? ', UTC' : '';
  const time = (at: number): string => (intraday ? format.shortTime(at, timeframe) : format.date(at));
  const currency = instrument.currency === 'XXX' ? '' : `, ${instrument.currency}`;
  return [
    together([
      subheading(words.heading(shown.length, backtest.trades.length)),
      dataTable(
        [
          { title: words.symbol, width: '*', alignment: 'left' },
          { title: words.entered + zone, width, alignment: 'right' },
          { title: words.left + zone, width, alignment: 'right' },
          { title: words.profit + currency, width: 84, alignment: 'right' },
          { title: words.return, width: 56, alignment: 'right' },
        ],
        shown.map((trade) => [
          trade.symbol,
          `${time(trade.entryTime)}: ${format.price(trade.entryPrice)}`,
          `${trade.exitTime === null ? words.open : time(trade.exitTime)}: ${format.price(trade.exitPrice)}`,
          format.number(trade.profit, 2),
          format.change(trade.return),
        ]),
      ),
    ]),
  ];
};
