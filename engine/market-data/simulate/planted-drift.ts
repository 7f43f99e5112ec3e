/** Half-life of a piece of news in bars: long enough for a forecast over a week, short enough for many independent episodes. */
const NEWS_HALF_LIFE_BARS = 8;
/** Bars of the average of past returns whose sign is the trend. */
const TREND_BARS = 20;
/** Standard deviation of the drift / long-run standard deviation of the instrument's log return. */
const DRIFT_SHARE = 0.25;

export interface PlantedDrift {
  /**
   * Takes the news of bar t, a standard normal value, and the log return from bar t - 1 to t; gives the part of the log
   * return from bar t to t + 1 that is fixed now.
   */
  push(news: number, logReturn: number): number;
}

/**
 * The signal that is planted in the simulated market: news is digested over days, and how depends on the trend.
 *
 *   digested[t] = φ digested[t-1] + sqrt(1 - φ²) news[t],  φ = 0.5^(1 / 8)
 *   trend[t]    = EMA over 20 bars of the log return
 *   drift[t]    = 0.25 × volatility × sign(trend[t]) × digested[t]
 *
 * In a rising market good news goes on to lift the price, in a falling one it is sold. To see that takes memory, since
 * one day's news is 16 % of the variance of what is digested, and a product of two things, of which no straight line
 * through either knows. `volatility` is the instrument's long-run standard deviation of log returns per bar.
 */
export function plantDrift(volatility: number): PlantedDrift {
  const persistence = 0.5 ** (1 / NEWS_HALF_LIFE_BARS);
  const innovation = Math.sqrt(1 - persistence ** 2);
  const alpha = 2 / (TREND_BARS + 1);
  let digested = 0;
  let trend = 0;
  return {
    push(news, logReturn) {
      digested = persistence * digested + innovation * news;
      trend += alpha * (logReturn - trend);
      return DRIFT_SHARE * volatility * Math.sign(trend) * digested;
    },
  };
}
