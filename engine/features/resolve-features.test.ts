import { describe, expect, it } from 'vitest';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { inventHistory } from './invented-history.test-data.ts';
import { chooseFeatures, countColumns, listSeriesNames, resolveFeatures } from './resolve-features.ts';

function spec(kind: string, changes: Partial<FeatureSpec> = {}): FeatureSpec {
  return { kind, scaler: 'standard', params: {}, optional: false, ...changes };
}

describe('resolveFeatures', () => {
  it('lays the parameters of the spec over the defaults, and uses all columns where none are named', () => {
    const [macd] = resolveFeatures([spec('macd', { params: { slowBars: 40 } })]);
    expect(macd).toMatchObject({ params: { fastBars: 12, slowBars: 40, signalBars: 9 }, columns: [0, 1, 2] });
  });

  it('reads a series of its own, or that of the spec', () => {
    const features = [
      spec('return'),
      spec('sentiment'),
      spec('series-level', { series: 'vix' }),
      spec('sentiment-mean'),
    ];
    expect(resolveFeatures(features).map(({ series }) => series)).toEqual([null, 'sentiment', 'vix', 'sentiment']);
    expect(listSeriesNames(features)).toEqual(['sentiment', 'vix']);
  });

  it('counts the columns of the network', () => {
    expect(countColumns([spec('rsi'), spec('macd'), spec('macd', { columns: ['signal'] })])).toBe(5);
  });

  it.each<[string, FeatureSpec, string, string]>([
    ['an unknown kind', spec('rsl'), 'spec/unknown-feature', 'features.1.kind: there is no feature "rsl"'],
    ['an unknown parameter', spec('rsi', { params: { bar: 14 } }), 'spec/unknown-parameter', 'features.1.params.bar: '],
    ['a parameter where there is none', spec('return', { params: { bars: 1 } }), 'spec/unknown-parameter', 'has none'],
    ['an inherited name', spec('rsi', { params: { toString: 3 } }), 'spec/unknown-parameter', 'params.toString: '],
    ['half a bar', spec('rsi', { params: { bars: 2.5 } }), 'spec/parameter-out-of-range', 'a whole number from 1'],
    ['too few bars', spec('rsi', { params: { bars: 0 } }), 'spec/parameter-out-of-range', 'features.1.params.bars: '],
    [
      'too many',
      spec('rsi', { params: { bars: 1001 } }),
      'spec/parameter-out-of-range',
      'to 1000 for the feature "rsi", found 1001',
    ],
    ['no number', spec('rsi', { params: { bars: NaN } }), 'spec/parameter-out-of-range', 'found NaN'],
    [
      'a column that it does not have',
      spec('macd', { columns: ['line', 'rsi'] }),
      'spec/unknown-column',
      'features.1.columns.1: ',
    ],
    ['no series where one is read', spec('series-level'), 'spec/missing-series', 'features.1.series: '],
    ['a series where none is read', spec('rsi', { series: 'vix' }), 'spec/needless-series', 'features.1.series: '],
    ['another series than its own', spec('sentiment', { series: 'vix' }), 'spec/needless-series', 'found "vix"'],
  ])('refuses %s and names the field', (_, wrong, code, message) => {
    const resolve = (): unknown => resolveFeatures([spec('return'), wrong]);
    expect(resolve).toThrow(expect.objectContaining({ name: 'AppError', code }));
    expect(resolve).toThrow(message);
  });

  it('lists the features that exist where the name is unknown', () => {
    const hint = expect.stringContaining(' macd, ') as string;
    expect(() => resolveFeatures([spec('rsl')])).toThrow(expect.objectContaining({ hint }));
  });
});

describe('chooseFeatures', () => {
  const input = inventHistory(1, 20);
  const silent = { ...input, bars: { ...input.bars, volume: new Float64Array(20) } };
  const choose = (specs: FeatureSpec[], data: typeof input) => chooseFeatures(specs, [{ symbol: 'A', input: data }]);

  it('writes out all parameters and columns', () => {
    const optional = spec('macd', { params: { fastBars: 5 }, columns: ['signal', 'line'], optional: true });
    expect(choose([spec('rsi'), optional], input)).toEqual([
      spec('rsi', { params: { bars: 14 }, columns: ['value'] }),
      { ...optional, params: { fastBars: 5, slowBars: 26, signalBars: 9 } },
    ]);
  });

  it('takes a history without any volume for one that lacks it', () => {
    const volume = spec('volume-change', { optional: true });
    expect(choose([spec('return'), volume], silent).map(({ kind }) => kind)).toEqual(['return']);
    expect(choose([spec('return'), volume], input)).toHaveLength(2);
    const required = (): unknown => choose([spec('volume-change')], silent);
    expect(required).toThrow(expect.objectContaining({ code: 'spec/missing-data' }));
    expect(required).toThrow('A has no volume for the feature "volume-change"');
  });
});
