import type { FeatureKind } from '../feature-kind.ts';
import { accumulationDistributionSlopeFeature } from './accumulation-distribution-slope.ts';
import { amihudIlliquidityFeature } from './amihud-illiquidity.ts';
import { atrFeature } from './atr.ts';
import { autocorrelationFeature } from './autocorrelation.ts';
import { candleShapeFeature } from './candle-shape.ts';
import { chaikinMoneyFlowFeature } from './chaikin-money-flow.ts';
import { chaikinOscillatorFeature } from './chaikin-oscillator.ts';
import { dayOfMonthFeature } from './day-of-month.ts';
import { dayOfWeekFeature } from './day-of-week.ts';
import { daysSinceLastBarFeature } from './days-since-last-bar.ts';
import { dojiFeature } from './doji.ts';
import { downsideDeviationFeature } from './downside-deviation.ts';
import { drawdownFeature } from './drawdown.ts';
import { easeOfMovementFeature } from './ease-of-movement.ts';
import { engulfingFeature } from './engulfing.ts';
import { entropyFeature } from './entropy.ts';
import { ewmaVolatilityFeature } from './ewma-volatility.ts';
import { extremeReturnsFeature } from './extreme-returns.ts';
import { forceIndexFeature } from './force-index.ts';
import { gapFeature } from './gap.ts';
import { garmanKlassVolatilityFeature } from './garman-klass-volatility.ts';
import { hammerFeature } from './hammer.ts';
import { hurstFeature } from './hurst.ts';
import { insideOutsideFeature } from './inside-outside.ts';
import { intradayReturnFeature } from './intraday-return.ts';
import { kurtosisFeature } from './kurtosis.ts';
import { moneyFlowIndexFeature } from './money-flow-index.ts';
import { monthFeature } from './month.ts';
import { negativeVolumeIndexFeature } from './negative-volume-index.ts';
import { newsFlagFeature } from './news-flag.ts';
import { newsShareFeature } from './news-share.ts';
import { obvSlopeFeature } from './obv-slope.ts';
import { parkinsonVolatilityFeature } from './parkinson-volatility.ts';
import { positiveVolumeIndexFeature } from './positive-volume-index.ts';
import { priceRatiosFeature } from './price-ratios.ts';
import { priceVolumeCorrelationFeature } from './price-volume-correlation.ts';
import { priceZScoreFeature } from './price-z-score.ts';
import { rangeRatioFeature } from './range-ratio.ts';
import { realisedVolatilityFeature } from './realised-volatility.ts';
import { returnRankFeature } from './return-rank.ts';
import { rogersSatchellVolatilityFeature } from './rogers-satchell-volatility.ts';
import { runUpFeature } from './run-up.ts';
import { sentimentChangeFeature } from './sentiment-change.ts';
import { sentimentMeanFeature } from './sentiment-mean.ts';
import { seriesChangeFeature } from './series-change.ts';
import { seriesLevelFeature } from './series-level.ts';
import { seriesReturnFeature } from './series-return.ts';
import { seriesZScoreFeature } from './series-z-score.ts';
import { sharpeFeature } from './sharpe.ts';
import { skewnessFeature } from './skewness.ts';
import { streakFeature } from './streak.ts';
import { timeOfDayFeature } from './time-of-day.ts';
import { trueRangeFeature } from './true-range.ts';
import { upShareFeature } from './up-share.ts';
import { varianceRatioFeature } from './variance-ratio.ts';
import { volatilityOfVolatilityFeature } from './volatility-of-volatility.ts';
import { volatilityRatioFeature } from './volatility-ratio.ts';
import { volumeOscillatorFeature } from './volume-oscillator.ts';
import { volumeRatioFeature } from './volume-ratio.ts';
import { volumeZScoreFeature } from './volume-z-score.ts';
import { vwapRatioFeature } from './vwap-ratio.ts';
import { yangZhangVolatilityFeature } from './yang-zhang-volatility.ts';

/** Volume, volatility, candles, statistics of the last returns, the calendar and external series. */
export const otherFeatures: readonly FeatureKind[] = [
  obvSlopeFeature,
  accumulationDistributionSlopeFeature,
  chaikinOscillatorFeature,
  chaikinMoneyFlowFeature,
  moneyFlowIndexFeature,
  volumeRatioFeature,
  volumeZScoreFeature,
  volumeOscillatorFeature,
  forceIndexFeature,
  easeOfMovementFeature,
  vwapRatioFeature,
  amihudIlliquidityFeature,
  priceVolumeCorrelationFeature,
  negativeVolumeIndexFeature,
  positiveVolumeIndexFeature,
  atrFeature,
  trueRangeFeature,
  realisedVolatilityFeature,
  ewmaVolatilityFeature,
  parkinsonVolatilityFeature,
  garmanKlassVolatilityFeature,
  rogersSatchellVolatilityFeature,
  yangZhangVolatilityFeature,
  volatilityRatioFeature,
  downsideDeviationFeature,
  volatilityOfVolatilityFeature,
  rangeRatioFeature,
  gapFeature,
  intradayReturnFeature,
  candleShapeFeature,
  priceRatiosFeature,
  insideOutsideFeature,
  engulfingFeature,
  dojiFeature,
  hammerFeature,
  drawdownFeature,
  runUpFeature,
  skewnessFeature,
  kurtosisFeature,
  autocorrelationFeature,
  varianceRatioFeature,
  priceZScoreFeature,
  returnRankFeature,
  streakFeature,
  upShareFeature,
  extremeReturnsFeature,
  sharpeFeature,
  hurstFeature,
  entropyFeature,
  dayOfWeekFeature,
  monthFeature,
  dayOfMonthFeature,
  timeOfDayFeature,
  daysSinceLastBarFeature,
  seriesLevelFeature,
  seriesChangeFeature,
  seriesReturnFeature,
  seriesZScoreFeature,
  sentimentMeanFeature,
  sentimentChangeFeature,
  newsFlagFeature,
  newsShareFeature,
];

/*
 * Names in English and Polish:
 * obv-slope: OBV slope; nachylenie OBV
 * accumulation-distribution-slope: Accumulation/distribution slope; nachylenie linii akumulacji/dystrybucji
 * chaikin-oscillator: Chaikin oscillator; oscylator Chaikina
 * chaikin-money-flow: Chaikin money flow; przepływ pieniężny Chaikina
 * money-flow-index: Money flow index; wskaźnik przepływu pieniędzy (MFI)
 * volume-ratio: Volume over its average; wolumen względem średniej
 * volume-z-score: Volume z-score; z-score wolumenu
 * volume-oscillator: Volume oscillator; oscylator wolumenu
 * force-index: Force index; wskaźnik siły (Force Index)
 * ease-of-movement: Ease of movement; łatwość ruchu
 * vwap-ratio: Close over VWAP; zamknięcie względem VWAP
 * amihud-illiquidity: Amihud illiquidity; niepłynność Amihuda
 * price-volume-correlation: Price-volume correlation; korelacja ceny i wolumenu
 * negative-volume-index: Negative volume index; ujemny indeks wolumenu (NVI)
 * positive-volume-index: Positive volume index; dodatni indeks wolumenu (PVI)
 * atr: Average true range; średni rzeczywisty zakres (ATR)
 * true-range: True range; rzeczywisty zakres
 * realised-volatility: Realised volatility; zmienność zrealizowana
 * ewma-volatility: EWMA volatility; zmienność EWMA
 * parkinson-volatility: Parkinson volatility; zmienność Parkinsona
 * garman-klass-volatility: Garman-Klass volatility; zmienność Garmana-Klassa
 * rogers-satchell-volatility: Rogers-Satchell volatility; zmienność Rogersa-Satchella
 * yang-zhang-volatility: Yang-Zhang volatility; zmienność Yanga-Zhanga
 * volatility-ratio: Short over long volatility; zmienność krótka względem długiej
 * downside-deviation: Downside deviation; odchylenie w dół
 * volatility-of-volatility: Volatility of volatility; zmienność zmienności
 * range-ratio: Range over its average; rozpiętość względem średniej
 * gap: Gap; luka cenowa
 * intraday-return: Return within the bar; stopa zwrotu w świecy
 * candle-shape: Candle shape; kształt świecy
 * price-ratios: Price ratios; relacje cen świecy
 * inside-outside: Inside and outside bars; świece wewnętrzne i zewnętrzne
 * engulfing: Engulfing; objęcie
 * doji: Doji; doji
 * hammer: Hammer and shooting star; młot i spadająca gwiazda
 * drawdown: Drawdown; obsunięcie od szczytu
 * run-up: Run-up; wzrost od dołka
 * skewness: Skewness; skośność
 * kurtosis: Kurtosis; kurtoza
 * autocorrelation: Autocorrelation; autokorelacja
 * variance-ratio: Variance ratio; iloraz wariancji
 * price-z-score: Price z-score; z-score ceny
 * return-rank: Rank of the return; ranga stopy zwrotu
 * streak: Streak; seria
 * up-share: Share of rising bars; udział świec wzrostowych
 * extreme-returns: Extreme returns; skrajne stopy zwrotu
 * sharpe: Sharpe ratio; wskaźnik Sharpe’a
 * hurst: Hurst exponent; wykładnik Hursta
 * entropy: Permutation entropy; entropia permutacyjna
 * day-of-week: Day of the week; dzień tygodnia
 * month: Month; miesiąc
 * day-of-month: Day of the month; dzień miesiąca
 * time-of-day: Time of day; pora dnia
 * days-since-last-bar: Days since the last bar; dni od poprzedniej świecy
 * series-level: Level of the series; poziom szeregu
 * series-change: Change of the series; zmiana szeregu
 * series-return: Return of the series; stopa zwrotu szeregu
 * series-z-score: Z-score of the series; z-score szeregu
 * sentiment-mean: Mean sentiment; średni sentyment
 * sentiment-change: Change of sentiment; zmiana sentymentu
 * news-flag: News; wiadomości
 * news-share: Share of bars with news; udział świec z wiadomościami
 *
 * Columns: candle-shape body: body; korpus. upper-shadow: upper shadow; górny cień. lower-shadow: lower shadow; dolny
 * cień. close-location: place of the close; położenie zamknięcia. price-ratios open: open; otwarcie. high: high;
 * maksimum. low: low; minimum. close: close; zamknięcie. extreme-returns max: largest; największa. min: smallest;
 * najmniejsza. sin and cos of the calendar: sine; sinus, cosine; cosinus.
 */
