import type { FeatureKind } from './feature-kind.ts';
import { accumulationDistributionSlopeFeature } from './kinds/accumulation-distribution-slope.ts';
import { adxFeature } from './kinds/adx.ts';
import { amihudIlliquidityFeature } from './kinds/amihud-illiquidity.ts';
import { aroonFeature } from './kinds/aroon.ts';
import { atrFeature } from './kinds/atr.ts';
import { autocorrelationFeature } from './kinds/autocorrelation.ts';
import { awesomeOscillatorFeature } from './kinds/awesome-oscillator.ts';
import { balanceOfPowerFeature } from './kinds/balance-of-power.ts';
import { bollingerFeature } from './kinds/bollinger.ts';
import { candleShapeFeature } from './kinds/candle-shape.ts';
import { cciFeature } from './kinds/cci.ts';
import { chaikinMoneyFlowFeature } from './kinds/chaikin-money-flow.ts';
import { chaikinOscillatorFeature } from './kinds/chaikin-oscillator.ts';
import { chandeForecastFeature } from './kinds/chande-forecast.ts';
import { cmoFeature } from './kinds/cmo.ts';
import { connorsRsiFeature } from './kinds/connors-rsi.ts';
import { coppockFeature } from './kinds/coppock.ts';
import { dayOfMonthFeature } from './kinds/day-of-month.ts';
import { dayOfWeekFeature } from './kinds/day-of-week.ts';
import { daysSinceLastBarFeature } from './kinds/days-since-last-bar.ts';
import { demaRatioFeature } from './kinds/dema-ratio.ts';
import { dojiFeature } from './kinds/doji.ts';
import { donchianFeature } from './kinds/donchian.ts';
import { downsideDeviationFeature } from './kinds/downside-deviation.ts';
import { drawdownFeature } from './kinds/drawdown.ts';
import { easeOfMovementFeature } from './kinds/ease-of-movement.ts';
import { efficiencyRatioFeature } from './kinds/efficiency-ratio.ts';
import { emaCrossFeature } from './kinds/ema-cross.ts';
import { emaRatioFeature } from './kinds/ema-ratio.ts';
import { engulfingFeature } from './kinds/engulfing.ts';
import { entropyFeature } from './kinds/entropy.ts';
import { ewmaVolatilityFeature } from './kinds/ewma-volatility.ts';
import { extremeReturnsFeature } from './kinds/extreme-returns.ts';
import { forceIndexFeature } from './kinds/force-index.ts';
import { gapFeature } from './kinds/gap.ts';
import { garmanKlassVolatilityFeature } from './kinds/garman-klass-volatility.ts';
import { hammerFeature } from './kinds/hammer.ts';
import { hullRatioFeature } from './kinds/hull-ratio.ts';
import { hurstFeature } from './kinds/hurst.ts';
import { ichimokuFeature } from './kinds/ichimoku.ts';
import { insideOutsideFeature } from './kinds/inside-outside.ts';
import { intradayReturnFeature } from './kinds/intraday-return.ts';
import { kamaRatioFeature } from './kinds/kama-ratio.ts';
import { keltnerFeature } from './kinds/keltner.ts';
import { knowSureThingFeature } from './kinds/know-sure-thing.ts';
import { kurtosisFeature } from './kinds/kurtosis.ts';
import { linearRegressionFeature } from './kinds/linear-regression.ts';
import { macdFeature } from './kinds/macd.ts';
import { massIndexFeature } from './kinds/mass-index.ts';
import { midpointRatioFeature } from './kinds/midpoint-ratio.ts';
import { moneyFlowIndexFeature } from './kinds/money-flow-index.ts';
import { monthFeature } from './kinds/month.ts';
import { negativeVolumeIndexFeature } from './kinds/negative-volume-index.ts';
import { newsFlagFeature } from './kinds/news-flag.ts';
import { newsShareFeature } from './kinds/news-share.ts';
import { obvSlopeFeature } from './kinds/obv-slope.ts';
import { parkinsonVolatilityFeature } from './kinds/parkinson-volatility.ts';
import { positiveVolumeIndexFeature } from './kinds/positive-volume-index.ts';
import { ppoFeature } from './kinds/ppo.ts';
import { priceRatiosFeature } from './kinds/price-ratios.ts';
import { priceVolumeCorrelationFeature } from './kinds/price-volume-correlation.ts';
import { priceZScoreFeature } from './kinds/price-z-score.ts';
import { rangeRatioFeature } from './kinds/range-ratio.ts';
import { realisedVolatilityFeature } from './kinds/realised-volatility.ts';
import { returnRankFeature } from './kinds/return-rank.ts';
import { returnFeature } from './kinds/return.ts';
import { rocFeature } from './kinds/roc.ts';
import { rogersSatchellVolatilityFeature } from './kinds/rogers-satchell-volatility.ts';
import { rsiFeature } from './kinds/rsi.ts';
import { runUpFeature } from './kinds/run-up.ts';
import { sarFeature } from './kinds/sar.ts';
import { sentimentChangeFeature } from './kinds/sentiment-change.ts';
import { sentimentMeanFeature } from './kinds/sentiment-mean.ts';
import { sentimentFeature } from './kinds/sentiment.ts';
import { seriesChangeFeature } from './kinds/series-change.ts';
import { seriesLevelFeature } from './kinds/series-level.ts';
import { seriesReturnFeature } from './kinds/series-return.ts';
import { seriesZScoreFeature } from './kinds/series-z-score.ts';
import { sharpeFeature } from './kinds/sharpe.ts';
import { skewnessFeature } from './kinds/skewness.ts';
import { smaCrossFeature } from './kinds/sma-cross.ts';
import { smaRatioFeature } from './kinds/sma-ratio.ts';
import { spanReturnFeature } from './kinds/span-return.ts';
import { stochasticRsiFeature } from './kinds/stochastic-rsi.ts';
import { stochasticFeature } from './kinds/stochastic.ts';
import { streakFeature } from './kinds/streak.ts';
import { t3RatioFeature } from './kinds/t3-ratio.ts';
import { temaRatioFeature } from './kinds/tema-ratio.ts';
import { timeOfDayFeature } from './kinds/time-of-day.ts';
import { trimaRatioFeature } from './kinds/trima-ratio.ts';
import { trixFeature } from './kinds/trix.ts';
import { trueRangeFeature } from './kinds/true-range.ts';
import { trueStrengthFeature } from './kinds/true-strength.ts';
import { ultimateOscillatorFeature } from './kinds/ultimate-oscillator.ts';
import { upShareFeature } from './kinds/up-share.ts';
import { varianceRatioFeature } from './kinds/variance-ratio.ts';
import { volatilityOfVolatilityFeature } from './kinds/volatility-of-volatility.ts';
import { volatilityRatioFeature } from './kinds/volatility-ratio.ts';
import { volumeChangeFeature } from './kinds/volume-change.ts';
import { volumeOscillatorFeature } from './kinds/volume-oscillator.ts';
import { volumeRatioFeature } from './kinds/volume-ratio.ts';
import { volumeZScoreFeature } from './kinds/volume-z-score.ts';
import { vortexFeature } from './kinds/vortex.ts';
import { vwapRatioFeature } from './kinds/vwap-ratio.ts';
import { williamsRFeature } from './kinds/williams-r.ts';
import { wmaRatioFeature } from './kinds/wma-ratio.ts';
import { yangZhangVolatilityFeature } from './kinds/yang-zhang-volatility.ts';

/** Every feature that a spec can name, by group. */
export const featureKinds: readonly FeatureKind[] = [
  // return
  returnFeature,
  spanReturnFeature,
  // trend
  adxFeature,
  aroonFeature,
  demaRatioFeature,
  donchianFeature,
  efficiencyRatioFeature,
  emaCrossFeature,
  emaRatioFeature,
  hullRatioFeature,
  ichimokuFeature,
  kamaRatioFeature,
  linearRegressionFeature,
  midpointRatioFeature,
  sarFeature,
  smaCrossFeature,
  smaRatioFeature,
  t3RatioFeature,
  temaRatioFeature,
  trimaRatioFeature,
  vortexFeature,
  wmaRatioFeature,
  // momentum
  awesomeOscillatorFeature,
  balanceOfPowerFeature,
  cciFeature,
  chandeForecastFeature,
  cmoFeature,
  connorsRsiFeature,
  coppockFeature,
  knowSureThingFeature,
  macdFeature,
  ppoFeature,
  rocFeature,
  rsiFeature,
  stochasticRsiFeature,
  stochasticFeature,
  trixFeature,
  trueStrengthFeature,
  ultimateOscillatorFeature,
  williamsRFeature,
  // volatility
  atrFeature,
  bollingerFeature,
  downsideDeviationFeature,
  ewmaVolatilityFeature,
  garmanKlassVolatilityFeature,
  keltnerFeature,
  massIndexFeature,
  parkinsonVolatilityFeature,
  rangeRatioFeature,
  realisedVolatilityFeature,
  rogersSatchellVolatilityFeature,
  trueRangeFeature,
  volatilityOfVolatilityFeature,
  volatilityRatioFeature,
  yangZhangVolatilityFeature,
  // volume
  accumulationDistributionSlopeFeature,
  amihudIlliquidityFeature,
  chaikinMoneyFlowFeature,
  chaikinOscillatorFeature,
  easeOfMovementFeature,
  forceIndexFeature,
  moneyFlowIndexFeature,
  negativeVolumeIndexFeature,
  obvSlopeFeature,
  positiveVolumeIndexFeature,
  priceVolumeCorrelationFeature,
  volumeChangeFeature,
  volumeOscillatorFeature,
  volumeRatioFeature,
  volumeZScoreFeature,
  vwapRatioFeature,
  // candle
  candleShapeFeature,
  dojiFeature,
  engulfingFeature,
  gapFeature,
  hammerFeature,
  insideOutsideFeature,
  intradayReturnFeature,
  priceRatiosFeature,
  // statistic
  autocorrelationFeature,
  drawdownFeature,
  entropyFeature,
  extremeReturnsFeature,
  hurstFeature,
  kurtosisFeature,
  priceZScoreFeature,
  returnRankFeature,
  runUpFeature,
  sharpeFeature,
  skewnessFeature,
  streakFeature,
  upShareFeature,
  varianceRatioFeature,
  // calendar
  dayOfMonthFeature,
  dayOfWeekFeature,
  daysSinceLastBarFeature,
  monthFeature,
  timeOfDayFeature,
  // external
  newsFlagFeature,
  newsShareFeature,
  sentimentChangeFeature,
  sentimentMeanFeature,
  sentimentFeature,
  seriesChangeFeature,
  seriesLevelFeature,
  seriesReturnFeature,
  seriesZScoreFeature,
];
