import type { FeatureKind } from '../feature-kind.ts';
import { adxFeature } from './adx.ts';
import { aroonFeature } from './aroon.ts';
import { awesomeOscillatorFeature } from './awesome-oscillator.ts';
import { balanceOfPowerFeature } from './balance-of-power.ts';
import { bollingerFeature } from './bollinger.ts';
import { cciFeature } from './cci.ts';
import { chandeForecastFeature } from './chande-forecast.ts';
import { cmoFeature } from './cmo.ts';
import { connorsRsiFeature } from './connors-rsi.ts';
import { coppockFeature } from './coppock.ts';
import { demaRatioFeature } from './dema-ratio.ts';
import { donchianFeature } from './donchian.ts';
import { efficiencyRatioFeature } from './efficiency-ratio.ts';
import { emaCrossFeature } from './ema-cross.ts';
import { emaRatioFeature } from './ema-ratio.ts';
import { hullRatioFeature } from './hull-ratio.ts';
import { ichimokuFeature } from './ichimoku.ts';
import { kamaRatioFeature } from './kama-ratio.ts';
import { keltnerFeature } from './keltner.ts';
import { knowSureThingFeature } from './know-sure-thing.ts';
import { linearRegressionFeature } from './linear-regression.ts';
import { massIndexFeature } from './mass-index.ts';
import { midpointRatioFeature } from './midpoint-ratio.ts';
import { ppoFeature } from './ppo.ts';
import { rocFeature } from './roc.ts';
import { sarFeature } from './sar.ts';
import { smaCrossFeature } from './sma-cross.ts';
import { smaRatioFeature } from './sma-ratio.ts';
import { spanReturnFeature } from './span-return.ts';
import { stochasticRsiFeature } from './stochastic-rsi.ts';
import { stochasticFeature } from './stochastic.ts';
import { t3RatioFeature } from './t3-ratio.ts';
import { temaRatioFeature } from './tema-ratio.ts';
import { trimaRatioFeature } from './trima-ratio.ts';
import { trixFeature } from './trix.ts';
import { trueStrengthFeature } from './true-strength.ts';
import { ultimateOscillatorFeature } from './ultimate-oscillator.ts';
import { vortexFeature } from './vortex.ts';
import { williamsRFeature } from './williams-r.ts';
import { wmaRatioFeature } from './wma-ratio.ts';

/** Returns over a span, trends and oscillators of the price. */
export const trendFeatures: readonly FeatureKind[] = [
  spanReturnFeature,
  smaRatioFeature,
  emaRatioFeature,
  wmaRatioFeature,
  demaRatioFeature,
  temaRatioFeature,
  kamaRatioFeature,
  t3RatioFeature,
  trimaRatioFeature,
  hullRatioFeature,
  smaCrossFeature,
  emaCrossFeature,
  ppoFeature,
  trixFeature,
  adxFeature,
  aroonFeature,
  sarFeature,
  linearRegressionFeature,
  ichimokuFeature,
  vortexFeature,
  midpointRatioFeature,
  donchianFeature,
  keltnerFeature,
  bollingerFeature,
  stochasticFeature,
  stochasticRsiFeature,
  williamsRFeature,
  cciFeature,
  rocFeature,
  cmoFeature,
  ultimateOscillatorFeature,
  balanceOfPowerFeature,
  trueStrengthFeature,
  awesomeOscillatorFeature,
  efficiencyRatioFeature,
  coppockFeature,
  knowSureThingFeature,
  connorsRsiFeature,
  massIndexFeature,
  chandeForecastFeature,
];

/*
 * Names, English / Polish; columns in the order in which they are written.
 *
 * span-return: return over a span of bars / stopa zwrotu z kilku świec
 * sma-ratio: close to simple moving average / kurs do średniej prostej
 * ema-ratio: close to exponential moving average / kurs do średniej wykładniczej
 * wma-ratio: close to weighted moving average / kurs do średniej ważonej
 * dema-ratio: close to double exponential average (DEMA) / kurs do podwójnej średniej wykładniczej (DEMA)
 * tema-ratio: close to triple exponential average (TEMA) / kurs do potrójnej średniej wykładniczej (TEMA)
 * kama-ratio: close to Kaufman's adaptive average / kurs do adaptacyjnej średniej Kaufmana
 * t3-ratio: close to Tillson's T3 average / kurs do średniej T3 Tillsona
 * trima-ratio: close to triangular moving average / kurs do średniej trójkątnej
 * hull-ratio: close to Hull moving average / kurs do średniej Hulla
 * sma-cross: short to long simple average / krótka do długiej średniej prostej
 * ema-cross: short to long exponential average / krótka do długiej średniej wykładniczej
 * ppo: percentage price oscillator / procentowy oscylator ceny (PPO)
 *   line, signal, histogram / linia, sygnał, histogram
 * trix: TRIX / TRIX
 * adx: directional movement (ADX) / ruch kierunkowy (ADX)
 *   adx: ADX, strength of the trend / ADX, siła trendu; plus-di: +DI / +DI; minus-di: -DI / -DI
 * aroon: Aroon / Aroon
 *   up, down, oscillator / w górę, w dół, oscylator
 * sar: distance to parabolic SAR / odległość od parabolicznego SAR
 * linear-regression: linear regression / regresja liniowa
 *   slope, r-squared, distance: slope, R², distance to the line / nachylenie, R², odległość od linii
 * ichimoku: Ichimoku / Ichimoku
 *   tenkan, kijun, cloud-top, cloud-bottom: distance to tenkan, to kijun, to the top and the bottom of the cloud /
 *   odległość od tenkan, od kijun, od góry i od dołu chmury
 * vortex: vortex indicator / wskaźnik vortex
 *   plus: VI+ / VI+; minus: VI- / VI-
 * midpoint-ratio: close to the middle of its range / kurs do środka swojego przedziału
 * donchian: Donchian channel / kanał Donchiana
 *   position, width / położenie, szerokość
 * keltner: Keltner channel / kanał Keltnera
 *   position, width / położenie, szerokość
 * bollinger: Bollinger bands / wstęgi Bollingera
 *   position: %b / %b; width: bandwidth / szerokość wstęg
 * stochastic: stochastic oscillator / oscylator stochastyczny
 *   k: %K / %K; d: %D / %D
 * stochastic-rsi: stochastic RSI / stochastyczny RSI
 *   k: %K / %K; d: %D / %D
 * williams-r: Williams %R / %R Williamsa
 * cci: commodity channel index (CCI) / wskaźnik CCI
 * roc: rate of change (ROC) / tempo zmiany (ROC)
 * cmo: Chande momentum oscillator (CMO) / oscylator impetu Chandego (CMO)
 * ultimate-oscillator: ultimate oscillator / oscylator Ultimate
 * balance-of-power: balance of power / równowaga sił
 * true-strength: true strength index (TSI) / wskaźnik prawdziwej siły (TSI)
 *   line, signal / linia, sygnał
 * awesome-oscillator: awesome oscillator / oscylator Awesome
 * efficiency-ratio: efficiency ratio / współczynnik efektywności Kaufmana
 * coppock: Coppock curve / krzywa Coppocka
 * know-sure-thing: know sure thing (KST) / wskaźnik KST
 *   line, signal / linia, sygnał
 * connors-rsi: Connors RSI / RSI Connorsa
 * mass-index: mass index / wskaźnik masy
 * chande-forecast: Chande forecast oscillator / oscylator prognozy Chandego
 */
