import { interpolateQuantiles, type Distribution, type QuantileKnots } from './distribution.ts';
import type { Forecast } from './forecast.ts';

/** What a distribution of the log return over a horizon says about simple returns. */
export interface ReturnDistribution {
  readonly ofLogReturn: Distribution;
  /** P(return ≥ threshold); 1 from -100 % down. */
  readonly probabilityOfAtLeast: (threshold: number) => number;
  /** The simple return that is not reached with the given probability, 0 < probability < 1. */
  readonly returnAt: (probability: number) => number;
}

/**
 * The one way to read a distribution of returns: the engine makes a forecast with it, and whoever has the forecast asks
 * it for any other threshold. `values` are log returns: quantiles pass unchanged through the exponential.
 */
export function readReturns({ levels, values }: QuantileKnots): ReturnDistribution {
  const ofLogReturn = interpolateQuantiles(levels, values);
  return {
    ofLogReturn,
    probabilityOfAtLeast: (threshold) => (threshold <= -1 ? 1 : 1 - ofLogReturn.cdf(Math.log1p(threshold))),
    returnAt: (probability) => Math.expm1(ofLogReturn.quantile(probability)),
  };
}

/** A price cannot fall below zero; the logarithm of a return needs it a hair above. */
const LEAST_GROWTH = 1e-12;

/**
 * The distribution of a forecast, for any P(return ≥ x) and for the inverse. Forecasts of before the whole distribution
 * was written down are read from their quantiles, which is the same but for class models.
 */
export function readForecast(forecast: Pick<Forecast, 'distribution' | 'quantiles'>): ReturnDistribution {
  const { distribution, quantiles } = forecast;
  return readReturns(
    distribution ?? {
      levels: quantiles.map(({ level }) => level),
      values: quantiles.map((quantile) => Math.log(Math.max(LEAST_GROWTH, 1 + quantile.return))),
    },
  );
}

/** The price that the forecast expects not to be reached with the given probability, 0 < probability < 1. */
export function priceAtProbability(
  forecast: Pick<Forecast, 'distribution' | 'quantiles' | 'price'>,
  probability: number,
): number {
  return forecast.price * (1 + readForecast(forecast).returnAt(probability));
}

/** End points of paths that the chance of a touch is averaged over. */
const END_POINTS = 200;

/**
 * The chance that the price touches a level, given as a simple return such as -0.05, at some time within the horizon, not
 * only at its end. `pathDeviation` is the standard deviation of the log return over the horizon by trailing volatility.
 *
 * Where a path ends, the distribution says; on its way there it is a Brownian bridge of that deviation s. One that ends
 * at R has touched b with probability 1 where b lies between 0 and R or beyond 0 from R, else
 * exp(-2 b (b - R) / s²) (the reflection principle; Borodin and Salminen 2002, Handbook of Brownian Motion, part I,
 * chapter IV.26). Averaged over END_POINTS quantiles. The path is watched at every instant, as a stop order is; without
 * jumps, so an opening gap beyond the level counts as a touch at it.
 */
export function probabilityOfTouching(
  { ofLogReturn }: ReturnDistribution,
  pathDeviation: number,
  level: number,
): number {
  if (level <= -1) return 0;
  const barrier = Math.log1p(level);
  if (barrier === 0) return 1;
  let sum = 0;
  for (let i = 0; i < END_POINTS; i++) {
    const end = ofLogReturn.quantile((i + 0.5) / END_POINTS);
    const beyond = barrier * (barrier - end);
    sum += beyond <= 0 ? 1 : Math.exp((-2 * beyond) / pathDeviation ** 2);
  }
  return sum / END_POINTS;
}
