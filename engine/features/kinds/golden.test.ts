import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FeatureKind, FeatureParams } from '../feature-kind.ts';
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
import { columnsOf } from './feature-columns.test-data.ts';
import { hullRatioFeature } from './hull-ratio.ts';
import { ichimokuFeature } from './ichimoku.ts';
import { kamaRatioFeature } from './kama-ratio.ts';
import { keltnerFeature } from './keltner.ts';
import { knowSureThingFeature } from './know-sure-thing.ts';
import { linearRegressionFeature } from './linear-regression.ts';
import { macdFeature } from './macd.ts';
import { massIndexFeature } from './mass-index.ts';
import { midpointRatioFeature } from './midpoint-ratio.ts';
import { ppoFeature } from './ppo.ts';
import { rocFeature } from './roc.ts';
import { rsiFeature } from './rsi.ts';
import { sarFeature } from './sar.ts';
import { smaCrossFeature } from './sma-cross.ts';
import { smaRatioFeature } from './sma-ratio.ts';
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

type BarColumn = 'open' | 'high' | 'low' | 'close' | 'volume';

interface History {
  readonly name: string;
  readonly bars: Readonly<Record<BarColumn, number[]>>;
  readonly columns: Readonly<Record<string, { readonly first: number; readonly values: number[] }>>;
}

/** From TA-Lib, by tools/golden-talib.py. */
const histories = (
  JSON.parse(readFileSync(new URL('../../../tests/golden/talib.json', import.meta.url), 'utf8')) as {
    histories: History[];
  }
).histories;

/** TA-Lib's number, or the bar's, at one bar; NaN before the first. */
type Read = (column: string, barsBefore?: number) => number;

interface Golden {
  readonly name: string;
  readonly kind: FeatureKind;
  readonly params: FeatureParams;
  /** What the columns of the feature should be, from TA-Lib's. */
  readonly columns: Readonly<Record<string, (read: Read) => number>>;
}

function golden(kind: FeatureKind, params: FeatureParams, columns: Golden['columns']): Golden {
  return { name: [kind.kind, ...Object.values(params)].join(' '), kind, params, columns };
}

/** A value that the column of TA-Lib is as it stands. */
const plain = (column: string) => (read: Read) => read(column);
const aboveAverage = (column: string) => ({ value: (read: Read) => read('close') / read(column) - 1 });
const beyond = (column: string) => (read: Read) => (read('close') - read(column)) / read('close');
const overClose = (column: string) => (read: Read) => read(column) / read('close');
/** Position and width of a band; the position is 0.5 where it has no width. */
const band = (lower: string, middle: string, upper: string): Golden['columns'] => ({
  position: (read) => (read(upper) === read(lower) ? 0.5 : (read('close') - read(lower)) / (read(upper) - read(lower))),
  width: (read) => (read(upper) - read(lower)) / read(middle),
});

/** Columns that all histories have. */
const everywhere: Golden[] = [
  golden(rsiFeature, { bars: 2 }, { value: plain('RSI 2') }),
  golden(rsiFeature, { bars: 14 }, { value: plain('RSI 14') }),
  golden(rsiFeature, { bars: 30 }, { value: plain('RSI 30') }),
  golden(
    macdFeature,
    {},
    {
      line: overClose('MACD 12 26 1 macd'),
      signal: overClose('MACD 12 26 9 macdsignal'),
      histogram: overClose('MACD 12 26 9 macdhist'),
    },
  ),
  golden(smaRatioFeature, {}, aboveAverage('SMA 20')),
  golden(emaRatioFeature, {}, aboveAverage('EMA 20')),
  golden(wmaRatioFeature, {}, aboveAverage('WMA 20')),
  golden(demaRatioFeature, {}, { value: beyond('DEMA 20') }),
  golden(temaRatioFeature, {}, { value: beyond('TEMA 20') }),
  golden(trimaRatioFeature, {}, aboveAverage('TRIMA 20')),
  golden(trimaRatioFeature, { bars: 15 }, aboveAverage('TRIMA 15')),
  golden(kamaRatioFeature, {}, aboveAverage('KAMA 10')),
  golden(t3RatioFeature, {}, { value: beyond('T3 5 0.7') }),
  golden(hullRatioFeature, {}, { value: beyond('HMA 20') }),
  golden(midpointRatioFeature, {}, aboveAverage('MIDPOINT 14')),
  golden(ppoFeature, {}, { line: plain('PPO 12 26') }),
  golden(trixFeature, {}, { value: plain('TRIX 15') }),
  golden(adxFeature, {}, { adx: plain('ADX 14'), 'plus-di': plain('PLUS_DI 14'), 'minus-di': plain('MINUS_DI 14') }),
  golden(
    aroonFeature,
    {},
    { up: plain('AROON 25 aroonup'), down: plain('AROON 25 aroondown'), oscillator: plain('AROONOSC 25') },
  ),
  golden(sarFeature, {}, { value: beyond('SAR 0.02 0.2') }),
  golden(
    linearRegressionFeature,
    {},
    {
      slope: overClose('LINEARREG_SLOPE 20'),
      'r-squared': (read) => read('CORREL(ci) 20') ** 2,
      distance: beyond('LINEARREG 20'),
    },
  ),
  golden(vortexFeature, {}, { plus: plain('VORTEX 14 plusvi'), minus: plain('VORTEX 14 minusvi') }),
  golden(donchianFeature, {}, band('DONCHIAN 20 lowerband', 'DONCHIAN 20 middleband', 'DONCHIAN 20 upperband')),
  golden(keltnerFeature, {}, band('KC 20 10 2.0 lowerband', 'KC 20 10 2.0 middleband', 'KC 20 10 2.0 upperband')),
  golden(
    bollingerFeature,
    {},
    band('BBANDS 20 2.0 2.0 lowerband', 'BBANDS 20 2.0 2.0 middleband', 'BBANDS 20 2.0 2.0 upperband'),
  ),
  golden(stochasticFeature, {}, { k: plain('STOCH 14 3 1 slowk'), d: plain('STOCH 14 3 3 slowd') }),
  golden(stochasticRsiFeature, {}, { k: plain('STOCHRSI 14 14 1 fastk'), d: plain('STOCHRSI 14 14 3 fastd') }),
  golden(williamsRFeature, {}, { value: plain('WILLR 14') }),
  golden(cciFeature, {}, { value: plain('CCI 20') }),
  golden(rocFeature, {}, { value: plain('ROC 10') }),
  golden(cmoFeature, {}, { value: plain('CMO 14') }),
  golden(ultimateOscillatorFeature, {}, { value: plain('ULTOSC 7 14 28') }),
  golden(balanceOfPowerFeature, {}, { value: plain('BOP') }),
  golden(trueStrengthFeature, {}, { line: plain('TSI 25 13') }),
  golden(awesomeOscillatorFeature, {}, { value: overClose('AO 5 34') }),
  golden(efficiencyRatioFeature, {}, { value: plain('ER 10') }),
  golden(coppockFeature, {}, { value: plain('COPPOCK 10 11 14') }),
  golden(massIndexFeature, {}, { value: plain('MASSI 9 25') }),
  golden(chandeForecastFeature, {}, { value: plain('FOSC 14') }),
];

/** The edges of the cloud are the middles of ranges that ended 26 bars before. */
const cloud = (choose: (a: number, b: number) => number) => (read: Read) => {
  const fast = (read('MIDPRICE 9', 26) + read('MIDPRICE 26', 26)) / 2;
  return (read('close') - choose(fast, read('MIDPRICE 52', 26))) / read('close');
};

/** Columns of the invented history alone. */
const inventedOnly: Golden[] = [
  golden(macdFeature, { fastBars: 5, slowBars: 35 }, { line: overClose('MACD 5 35 1 macd') }),
  golden(kamaRatioFeature, { bars: 30 }, aboveAverage('KAMA 30')),
  golden(hullRatioFeature, { bars: 9 }, { value: beyond('HMA 9') }),
  golden(t3RatioFeature, { bars: 8, volumeFactor: 0.5 }, { value: beyond('T3 8 0.5') }),
  golden(smaCrossFeature, {}, { value: (read) => read('SMA 10') / read('SMA 50') - 1 }),
  golden(emaCrossFeature, {}, { value: (read) => read('EMA 12') / read('EMA 50') - 1 }),
  golden(ppoFeature, {}, { signal: plain('EMA(p) 9'), histogram: (read) => read('PPO 12 26') - read('EMA(p) 9') }),
  golden(ppoFeature, { fastBars: 3, slowBars: 10 }, { line: plain('PPO 3 10') }),
  golden(adxFeature, { bars: 3 }, { adx: plain('ADX 3') }),
  golden(aroonFeature, { bars: 3 }, { up: plain('AROON 3 aroonup'), down: plain('AROON 3 aroondown') }),
  golden(sarFeature, { acceleration: 0.05, maxAcceleration: 0.3 }, { value: beyond('SAR 0.05 0.3') }),
  golden(
    ichimokuFeature,
    {},
    {
      tenkan: beyond('MIDPRICE 9'),
      kijun: beyond('MIDPRICE 26'),
      'cloud-top': cloud(Math.max),
      'cloud-bottom': cloud(Math.min),
    },
  ),
  golden(
    bollingerFeature,
    { bars: 10, deviations: 1.5 },
    band('BBANDS 10 1.5 1.5 lowerband', 'BBANDS 10 1.5 1.5 middleband', 'BBANDS 10 1.5 1.5 upperband'),
  ),
  golden(ultimateOscillatorFeature, { shortBars: 5, middleBars: 2, longBars: 3 }, { value: plain('ULTOSC 2 3 5') }),
  golden(trueStrengthFeature, {}, { signal: plain('EMA(t) 7') }),
  golden(knowSureThingFeature, {}, { line: plain('MA(k) 1'), signal: plain('SMA(k) 9') }),
  golden(
    connorsRsiFeature,
    {},
    { value: (read) => (read('RSI 3') + read('RSI(s) 2') + read('PERCENTRANK(r) 100')) / 3 },
  ),
];

/** Equal to 1e-9, absolute or relative, wherever TA-Lib has a value, and NaN before. */
function expectGolden({ bars, columns }: History, { kind, params, columns: expected }: Golden): void {
  const ours = columnsOf(kind, bars, params);
  for (const [name, expectedAt] of Object.entries(expected)) {
    let compared = 0;
    ours[name]!.forEach((value, t) => {
      const theirs = expectedAt((column, barsBefore = 0) => {
        if (Object.hasOwn(bars, column)) return bars[column as BarColumn][t - barsBefore] ?? NaN;
        const { first, values } = columns[column]!;
        return values[t - barsBefore - first] ?? NaN;
      });
      const where = `${name} at ${t}: ${value} and not ${theirs}`;
      if (Number.isNaN(theirs)) expect(value, where).toBeNaN();
      else expect(Math.abs(value - theirs) / Math.max(1, Math.abs(theirs)), where).toBeLessThan(1e-9);
      if (!Number.isNaN(theirs)) compared++;
    });
    expect(compared, name).toBeGreaterThan(10);
  }
}

describe.each(histories)('on the history "$name" features are those of TA-Lib', (history) => {
  it.each(history.name === 'invented' ? [...everywhere, ...inventedOnly] : everywhere)('$name', (feature) => {
    expectGolden(history, feature);
  });
});
