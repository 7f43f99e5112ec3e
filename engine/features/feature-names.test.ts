import { describe, expect, it } from 'vitest';
import { featureKinds } from './feature-kinds.ts';
import { writeFeatureName } from '#contract/feature-names.ts';
import { englishFeatures } from '#contract/feature-names-en.ts';
import { polishFeatures } from '#contract/feature-names-pl.ts';

const languages = [
  ['English', englishFeatures],
  ['Polish', polishFeatures],
] as const;

describe.each(languages)('%s', (_, names) => {
  it('names every feature, each by a name of its own, and none that does not exist', () => {
    expect(Object.keys(names.kinds).sort()).toEqual(featureKinds.map(({ kind }) => kind).sort());
    expect(new Set(Object.values(names.kinds)).size).toBe(featureKinds.length);
  });

  it('names every column, those of one feature by names of their own', () => {
    for (const { kind, columns } of featureKinds.filter((feature) => feature.columns.length > 1)) {
      const named = columns.map((column) => names.columns[`${kind}.${column}`] ?? names.columns[column]);
      expect(named, kind).not.toContain(undefined);
      expect(new Set(named).size, kind).toBe(columns.length);
    }
  });
});

it('says parameters, series and columns, and shows what has no name as it is', () => {
  const macd = { kind: 'macd', params: { fastBars: 12, slowBars: 26, signalBars: 9 } };
  expect(writeFeatureName(englishFeatures, { ...macd, columns: ['line', 'histogram'] })).toBe(
    'MACD 12/26/9 (line, histogram)',
  );
  expect(writeFeatureName(polishFeatures, { ...macd, columns: ['signal'] })).toBe('MACD 12/26/9 (sygnał)');
  expect(writeFeatureName(englishFeatures, { kind: 'rsi', params: { bars: 14 }, columns: ['value'] })).toBe('RSI 14');
  expect(writeFeatureName(polishFeatures, { kind: 'ewma-volatility', params: { decay: 0.94 } })).toBe(
    'zmienność EWMA 0,94',
  );
  expect(writeFeatureName(englishFeatures, { kind: 'series-change', params: { bars: 5 }, series: 'vix' })).toBe(
    'change of the series “vix” 5',
  );
  expect(writeFeatureName(englishFeatures, { kind: 'new-kind', params: {}, columns: ['new'] })).toBe('new-kind (new)');
});
