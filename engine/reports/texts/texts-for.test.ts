import { describe, expect, it } from 'vitest';
import { grades } from '#contract/forecast.ts';
import { createFormat } from '../format.ts';
import { textsFor } from './texts-for.ts';

const polish = textsFor('pl', createFormat('pl'));
const english = textsFor('en', createFormat('en'));

describe('Polish', () => {
  it.each([
    [1, 'i jeszcze 1\u00a0wiersz;'],
    [3, 'i jeszcze 3\u00a0wiersze;'],
    [5, 'i jeszcze 5\u00a0wierszy;'],
    [12, 'i jeszcze 12\u00a0wierszy;'],
    [22, 'i jeszcze 22\u00a0wiersze;'],
    [112, 'i jeszcze 112\u00a0wierszy;'],
  ])('inflects %i rows', (count, start) => {
    expect(polish.dataQuality.more(count)).toContain(start);
  });

  it('inflects days by case and count', () => {
    expect(polish.summary.forecast(1, '1', '0%')).toContain('(1 dzień)');
    expect(polish.summary.forecast(14, '1', '0%')).toContain('(14 dni)');
    expect(polish.probabilities.riseOf(0.05, 0.35, 1)).toBe('35% szans na wzrost o co najmniej 5% po 1\u00a0dniu');
  });

  it('names every grade', () => {
    expect(grades.map((grade) => polish.grades[grade])).toEqual([
      'MOCNE KUP',
      'KUP',
      'TRZYMAJ',
      'SPRZEDAJ',
      'MOCNE SPRZEDAJ',
      'BRAK REKOMENDACJI',
    ]);
  });
});

describe('both languages', () => {
  it('stay right where even the worst twentieth gains', () => {
    expect(english.risk.valueAtRisk(0.112, 14)).toContain('a return of −11.2% or worse');
    expect(english.risk.valueAtRisk(-0.03, 14)).toContain('a return of +3.0% or worse');
    expect(polish.risk.expectedShortfall(0.149)).toContain('wynosi średnio −14,9%');
  });

  it('name known features and pass unknown ones on', () => {
    const spec = { scaler: 'standard' as const, optional: false };
    expect(polish.modelCard.feature({ ...spec, kind: 'rsi', params: { bars: 9 } })).toBe('RSI 9');
    expect(english.modelCard.feature({ ...spec, kind: 'return', params: {} })).toBe('one-bar return');
    expect(english.modelCard.feature({ ...spec, kind: 'new-kind', params: {} })).toBe('new-kind');
  });

  it('speak of one and of many', () => {
    expect(english.dataQuality.refused(1)).toBe('1\u00a0row was refused:');
    expect(english.dataQuality.refused(2)).toBe('2\u00a0rows were refused:');
    expect(english.dataQuality.refused(0)).toBe('No row of the file was refused.');
  });
});
