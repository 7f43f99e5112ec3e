import type { FeatureBar, FeatureKind, FeatureParams } from '../feature-kind.ts';

/** Some of the columns of bars; what is missing is the close, the volume 1000, the time one day after the other. */
export type SomeBars = Partial<Record<Exclude<keyof FeatureBar, 'close'>, ArrayLike<number>>> & {
  readonly close: ArrayLike<number>;
};

/** The columns of a feature by name, with these parameters over its defaults. */
export function columnsOf(kind: FeatureKind, bars: SomeBars, params: FeatureParams = {}): Record<string, number[]> {
  const stream = kind.open({ ...defaultsOf(kind), ...params });
  const out = new Float64Array(kind.columns.length);
  const columns = kind.columns.map((): number[] => []);
  for (let t = 0; t < bars.close.length; t++) {
    out.fill(NaN);
    stream(barAt(bars, t), out);
    out.forEach((value, i) => columns[i]!.push(value));
  }
  return Object.fromEntries(kind.columns.map((name, i) => [name, columns[i]!]));
}

/** The only column of a feature of closes. */
export function valuesOf(kind: FeatureKind, close: ArrayLike<number>, params: FeatureParams = {}): number[] {
  return columnsOf(kind, { close }, params)[kind.columns[0]!]!;
}

export function defaultsOf(kind: FeatureKind): FeatureParams {
  return Object.fromEntries(Object.entries(kind.parameters).map(([name, { default: value }]) => [name, value]));
}

function barAt(bars: SomeBars, t: number): FeatureBar {
  const close = bars.close[t]!;
  return {
    time: bars.time?.[t] ?? t * 86_400_000,
    open: bars.open?.[t] ?? close,
    high: bars.high?.[t] ?? close,
    low: bars.low?.[t] ?? close,
    close,
    volume: bars.volume?.[t] ?? 1000,
    seriesValue: bars.seriesValue?.[t] ?? NaN,
  };
}
