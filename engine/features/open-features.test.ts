import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { computeFeatures } from './compute-features.ts';
import type { FeatureInput } from './feature-kind.ts';
import { featureKinds } from './feature-kinds.ts';
import { defaultSpec, inventHistory } from './invented-history.test-data.ts';
import { openFeatures, type LiveBar } from './open-features.ts';
import { resolveFeatures, type ResolvedFeature } from './resolve-features.ts';

function barAt({ bars, series = {} }: FeatureInput, t: number): LiveBar {
  return {
    time: bars.time[t]!,
    open: bars.open[t]!,
    high: bars.high[t]!,
    low: bars.low[t]!,
    close: bars.close[t]!,
    volume: bars.volume[t]!,
    series: Object.fromEntries(Object.entries(series).map(([name, values]) => [name, values[t]!])),
  };
}

describe('bars that arrive one at a time give the rows of the whole history, in every bit', () => {
  it.each(featureKinds.map((kind) => ({ name: kind.kind, kind })))(
    '$name, also beside another stream of its kind',
    ({ kind }) => {
      const spec = [defaultSpec(kind)];
      fc.assert(
        fc.property(fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 400 }), (seed, length) => {
          const input = inventHistory(seed, length);
          const other = inventHistory(seed + 1, length);
          const { columns } = computeFeatures(spec, input);
          const [live, beside] = [openFeatures(spec), openFeatures(spec)];
          for (let t = 0; t < length; t++) {
            beside.push(barAt(other, t));
            expect(Array.from(live.push(barAt(input, t)))).toEqual(columns.map((column) => column[t]));
          }
        }),
        { seed: 1, numRuns: 5 },
      );
    },
  );
});

it.each(featureKinds.map((kind) => ({ name: kind.kind, kind })))(
  '$name writes all of its columns at every bar, so that none keeps the value of a bar before',
  ({ kind }) => {
    const [{ params }] = resolveFeatures([defaultSpec(kind)]) as [ResolvedFeature];
    const stream = kind.open(params);
    const { bars } = inventHistory(1, 300);
    const out = new Float64Array(kind.columns.length);
    for (let t = 0; t < 300; t++) {
      out.fill(Infinity);
      stream({ ...barAt({ bars }, t), seriesValue: t < 5 ? NaN : t }, out);
      expect(Array.from(out)).not.toContain(Infinity);
    }
  },
);

describe('openFeatures', () => {
  const specs: FeatureSpec[] = [
    { kind: 'rsi', scaler: 'none', params: { bars: 3 }, optional: false },
    { kind: 'macd', scaler: 'standard', params: {}, optional: false, columns: ['histogram', 'line'] },
    { kind: 'series-level', scaler: 'standard', params: {}, optional: false, series: 'vix' },
  ];

  it('names the columns, and tells which feature each belongs to', () => {
    const { names, featureOf, warmupBars } = openFeatures(specs);
    expect(names).toEqual(['rsi', 'macd.histogram', 'macd.line', 'series-level']);
    expect(featureOf).toEqual([0, 1, 1, 2]);
    expect(warmupBars).toBe(openFeatures([specs[1]!]).warmupBars);
  });

  it('gives the chosen columns in the order of the spec', () => {
    const input = inventHistory(1, 60);
    const all = computeFeatures([{ ...specs[1]!, columns: ['line', 'signal', 'histogram'] }], input).columns;
    expect(computeFeatures([specs[1]!], input).columns).toEqual([all[2], all[0]]);
  });

  it('a series that a bar does not bring has no value there', () => {
    const rows = openFeatures([specs[2]!]);
    const bar = barAt(inventHistory(1, 1), 0);
    expect(rows.push({ ...bar, series: { vix: 17 } })[0]).toBe(17);
    expect(rows.push({ ...bar, series: { other: 1 } })[0]).toBeNaN();
  });
});
