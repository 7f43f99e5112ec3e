import type { MarketRegime } from '#contract/forecast.ts';
import { computeLogReturns, computeRollingVolatility } from '../features/label.ts';

/** A mean return further from zero than this many of its standard errors is called a trend; noise is, in 5 %. */
const TREND_ERRORS = 2;

/** A number for people: beyond it there is no doubt. */
const MOST_ERRORS = 99;

/** Spans of history that the present volatility is ranked among. */
const RANK_SPANS = 10;

const CALM_BELOW = 0.2;
const TURBULENT_ABOVE = 0.8;

/**
 * The state of the market at the last bar, from the closes alone: which way it has been going over the last `bars` bars,
 * by the t-statistic of their mean log return, and how volatile it was, by the rank of their volatility among those of
 * the last ten such spans. It describes the past; it is no forecast, and no part of one.
 */
export function describeRegime(close: Float64Array, bars: number): MarketRegime {
  const returns = computeLogReturns(close).slice(1).slice(-bars);
  const mean = returns.reduce((sum, r) => sum + r, 0) / returns.length;
  const squares = returns.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (returns.length - 1) / returns.length);
  // Prices that grow by one factor have a trend without an error.
  const errors = mean === 0 ? 0 : Math.max(-MOST_ERRORS, Math.min(MOST_ERRORS, mean / standardError));

  const recent = close.slice(-((RANK_SPANS + 1) * bars));
  const known = computeRollingVolatility(recent, bars).filter((sigma) => !Number.isNaN(sigma));
  const now = known.at(-1) ?? 0;
  const earlier = known.length - 1;
  // With nothing to rank it among, it is neither high nor low.
  const rank = earlier > 0 ? known.reduce((below, sigma) => below + (sigma < now ? 1 : 0), 0) / earlier : 0.5;
  return {
    bars,
    trend: errors > TREND_ERRORS ? 'rising' : errors < -TREND_ERRORS ? 'falling' : 'sideways',
    trendErrors: errors,
    volatility: rank < CALM_BELOW ? 'calm' : rank > TURBULENT_ABOVE ? 'turbulent' : 'normal',
    volatilityRank: rank,
  };
}
