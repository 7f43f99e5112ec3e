import type { Bars } from '#contract/bars.ts';
import type { FeatureSpec, ModelSpec } from '#contract/model-spec.ts';
import { createRandom } from '../kernel/random.ts';
import type { InstrumentInput } from './dataset.ts';
import type { FeatureInput, FeatureKind, FeatureParams } from './feature-kind.ts';

export const DAY_MS = 86_400_000;

/** Name of an external series of every invented history, always positive, such as a volatility index is. */
export const INVENTED_SERIES = 'invented-index';

/** 2020-01-01 */
export const FIRST_DAY = Date.UTC(2020, 0, 1);

/**
 * An invented price history: a random walk whose daily volatility drifts between about 0.5 % and 4 %, with
 * sentiment, news and a market-wide series. `days` are the days that it has a bar on, counted from 2020-01-01.
 */
export function inventHistory(seed: number, days: number | readonly number[], symbol = 'INV'): InstrumentInput {
  const calendar = typeof days === 'number' ? Array.from({ length: days }, (_, i) => i) : days;
  const random = createRandom(seed);
  const length = calendar.length;
  const bars = {
    time: Float64Array.from(calendar, (day) => FIRST_DAY + day * DAY_MS),
    open: new Float64Array(length),
    high: new Float64Array(length),
    low: new Float64Array(length),
    close: new Float64Array(length),
    volume: new Float64Array(length),
  };
  const series = {
    sentiment: new Float64Array(length),
    'news-flag': new Float64Array(length),
    [INVENTED_SERIES]: new Float64Array(length),
  };
  let logVolatility = 0;
  let close = 50;
  for (let t = 0; t < length; t++) {
    logVolatility = 0.97 * logVolatility + 0.12 * random.normal();
    const open = close;
    close *= Math.exp(0.0003 + 0.014 * Math.exp(logVolatility) * random.normal());
    bars.open[t] = open;
    bars.close[t] = close;
    bars.high[t] = Math.max(open, close) * (1 + 0.003 * random.uniform());
    bars.low[t] = Math.min(open, close) * (1 - 0.003 * random.uniform());
    bars.volume[t] = Math.round(100_000 * Math.exp(0.5 * random.normal()));
    series.sentiment[t] = 2 * random.uniform() - 1;
    // From the sentiment, so that histories have the same bars with and without these.
    series['news-flag'][t] = series.sentiment[t]! > 0.4 ? 1 : 0;
    series[INVENTED_SERIES][t] = 20 * Math.exp(0.3 * series.sentiment[t]!);
  }
  return { symbol, bars, series };
}

/** Bars from..to of a history, `to` not included. */
export function cutHistory<Input extends FeatureInput>(input: Input, from: number, to: number): Input {
  const cut = (column: Float64Array): Float64Array => column.slice(from, to);
  return { ...input, bars: mapColumns(input.bars, cut), ...(input.series && { series: mapSeries(input.series, cut) }) };
}

export function mapSeries(
  series: Readonly<Record<string, Float64Array>>,
  map: (column: Float64Array, name: string) => Float64Array,
): Record<string, Float64Array> {
  return Object.fromEntries(Object.entries(series).map(([name, column]) => [name, map(column, name)]));
}

export function mapColumns(bars: Bars, map: (column: Float64Array) => Float64Array): Bars {
  return {
    time: map(bars.time),
    open: map(bars.open),
    high: map(bars.high),
    low: map(bars.low),
    close: map(bars.close),
    volume: map(bars.volume),
  };
}

/** A spec entry of a kind with the defaults of the kind, whatever series it needs. */
export function defaultSpec(kind: FeatureKind, params: FeatureParams = {}): FeatureSpec {
  return {
    kind: kind.kind,
    scaler: 'standard',
    params: { ...params },
    optional: false,
    ...(kind.needs === 'series' && { series: INVENTED_SERIES }),
  };
}

/** A spec with everything short: windows of 4, one-bar features, labels of 3 bars scaled by 5. */
export function shortSpec(changes: Partial<ModelSpec> = {}): ModelSpec {
  return {
    format: 'almanac-model-spec/1',
    name: 'short',
    title: 'Short',
    timeframe: '1d',
    windowBars: 4,
    features: [
      { kind: 'return', scaler: 'standard', params: {}, optional: false },
      { kind: 'volume-change', scaler: 'min-max', params: {}, optional: false },
    ],
    label: { kind: 'forward-return', horizons: [3], volatilityBars: 5 },
    layers: [{ kind: 'lstm', units: 4, returnSequences: false }],
    head: { kind: 'quantiles', levels: [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] },
    training: { learningRate: 0.01, batchSize: 8, epochs: 2, patience: 2, clipNorm: 1, strideBars: 1 },
    ...changes,
  };
}
