import type { PositionSize } from '#contract/backtest.ts';
import type { Bars, Timeframe } from '#contract/bars.ts';
import { createReturnWindow } from '../features/measures/return-window.ts';
import { barsPerYear } from '../kernel/bars-per-year.ts';
import type { Sizing } from './sleeve.ts';

/** How a sleeve sizes its positions; `bars` may begin before the span that is traded. */
export function sizePositions(size: PositionSize, bars: Bars, timeframe: Timeframe): Sizing {
  switch (size.kind) {
    case 'fraction':
      return { share: size.fraction, amount: Infinity, shares: null };
    case 'amount':
      return { share: 1, amount: size.amount, shares: null };
    case 'volatility-target':
      return { share: 1, amount: Infinity, shares: shareByVolatility(size, bars, timeframe) };
  }
}

/**
 * Volatility target: share[t] = min(1, target / (standard deviation of the last `bars` log returns up to t-1 *
 * sqrt(bars in a year))), 1 where nothing moved, NaN before there are as many. No position is larger than the capital.
 * Source: Moreira and Muir 2017, Journal of Finance 72, 1611-1644. [bars]
 */
function shareByVolatility(
  { volatility, bars: length }: Extract<PositionSize, { kind: 'volatility-target' }>,
  { time, close }: Bars,
  timeframe: Timeframe,
): Float64Array {
  const window = createReturnWindow(length);
  const perYear = barsPerYear(time, timeframe);
  const shares = new Float64Array(close.length).fill(NaN);
  for (let t = 1; t < close.length; t++) {
    if (!window.push(close[t - 1]!)) continue;
    const deviation = Math.sqrt((window.returns.variance() * length) / (length - 1));
    shares[t] = Math.min(1, volatility / (deviation * Math.sqrt(perYear)));
  }
  return shares;
}
