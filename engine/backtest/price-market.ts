import type { PriceRule } from '#contract/backtest.ts';
import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { LeftOut } from '#contract/left-out.ts';
import { formatDay } from '../kernel/format-day.ts';
import type { History } from '../market-data/load-history.ts';
import { Indicators } from './indicators.ts';
import type { Market, MarketInstrument } from './market.ts';
import { requireConsistent, sideBefore, wantSides } from './rules/want-sides.ts';

/**
 * A market for a rule that reads prices alone. An instrument without a bar in the span is left out and named. Errors:
 * backtest/contradictory-rule, backtest/no-bars where none is left.
 */
export function openPriceMarket(
  rule: PriceRule,
  histories: readonly History[],
  { from = -Infinity, to = Infinity }: { readonly from?: EpochMs | undefined; readonly to?: EpochMs | undefined },
): Market {
  requireConsistent(rule);
  const instruments: MarketInstrument[] = [];
  const leftOut: LeftOut[] = [];
  for (const { instrument, bars } of histories) {
    const { symbol } = instrument;
    if (!bars.time.some((time) => time >= from && time <= to)) {
      leftOut.push({ symbol, reason: describeSpan(bars.time) });
      continue;
    }
    const indicators = new Indicators(bars);
    instruments.push({
      symbol,
      bars,
      want(asked, into) {
        if (asked.kind === 'probability-threshold') throw new TypeError('expected a rule that reads prices');
        wantSides(asked, indicators, into);
        return sideBefore(asked);
      },
    });
  }
  if (instruments.length === 0) throw refuseEmpty(leftOut);
  return { rule, timeframe: histories[0]!.timeframe, instruments, leftOut, from, to, certified: null };
}

function describeSpan(time: Float64Array): string {
  return time.length === 0
    ? 'its history is empty'
    : `its history from ${formatDay(time[0]!)} to ${formatDay(time.at(-1)!)} has no bar in the span`;
}

/** Where no instrument is left, with the reason of each. */
export function refuseEmpty(leftOut: readonly LeftOut[]): AppError {
  return new AppError(
    'backtest/no-bars',
    `No instrument has a bar to trade on: ${leftOut.map(({ symbol, reason }) => `${symbol}, ${reason}`).join('; ')}.`,
    'Choose another span or other instruments, or import newer price files of these.',
  );
}
