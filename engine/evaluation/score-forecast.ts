import type { Bars } from '#contract/bars.ts';
import type { Forecast } from '#contract/forecast.ts';
import type { ForecastOutcome, LedgerEntry } from '#contract/ledger.ts';
import { readForecast } from '#contract/return-distribution.ts';
import { pinballLosses } from './metrics/pinball-loss.ts';

/**
 * What came of a forecast, by the bars of its instrument as they are now; null where the history is gone. The bar that it
 * was made from is found by its time, the outcome h bars on. Nothing is written: the ledger stays as it is, and a
 * correction of the bars corrects the score.
 */
export function scoreForecast(forecast: Forecast, bars: Pick<Bars, 'time' | 'close'> | null): LedgerEntry {
  const from = bars === null ? -1 : findTime(bars.time, forecast.asOf);
  if (bars === null || from < 0) return { forecast, state: 'lost' };
  const to = from + forecast.horizonBars;
  const last = bars.time.length - 1;
  if (to > last) return { forecast, state: 'pending', barsKnown: last - from };
  return {
    forecast,
    state: 'scored',
    outcome: describeOutcome(forecast, bars.time[to]!, bars.close[to]! / bars.close[from]!),
  };
}

function describeOutcome(forecast: Forecast, time: number, growth: number): ForecastOutcome {
  const came = growth - 1;
  const up = came > 0;
  const { quantiles, intervals, probabilityUp, price } = forecast;
  const returns = readForecast(forecast);
  const logReturn = Math.log(growth);
  const [pinball] = pinballLosses(
    Float64Array.of(logReturn),
    Float64Array.from(quantiles, ({ level }) => returns.ofLogReturn.quantile(level)),
    quantiles.map(({ level }) => level),
  );
  return {
    time,
    return: came,
    price: price * growth,
    hit: probabilityUp > 0.5 === up,
    intervals: intervals.map(({ coverage, lowReturn, highReturn }) => ({
      coverage,
      held: lowReturn <= came && came <= highReturn,
    })),
    brier: (probabilityUp - Number(up)) ** 2,
    pinball: pinball!,
    transform: returns.ofLogReturn.cdf(logReturn),
  };
}

/** Place of a time among ascending ones; -1 where it is not there. */
function findTime(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return times[low] === time ? low : -1;
}
