import { describe, expect, it } from 'vitest';
import { leakStages } from '#contract/leak-certificate.ts';
import { grades } from '#contract/forecast.ts';
import type { HeadSpec, LabelSpec, ModelSpec } from '#contract/model-spec.ts';
import { simulatedReportData } from '../fixture.test-data.ts';
import { createFormat } from '../format.ts';
import type { Span } from '#contract/span.ts';
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
    const days = (count: number): Span => ({ count, unit: 'day' });
    expect(polish.probabilities.riseOf(0.05, 0.35, days(1))).toBe(
      '35% szans na wzrost o co najmniej 5% po 1\u00a0dniu',
    );
    expect(polish.probabilities.fallOf(0.05, 0.35, days(22))).toContain('po 22\u00a0dniach');
    expect(polish.probabilities.intervalsHeading(days(1))).toContain('po upływie 1\u00a0dnia');
  });

  it.each([
    [1, 'minute', '1 minuta', '1 minutę', '1 minucie', '1 minuty'],
    [60, 'minute', '60 minut', '60 minut', '60 minutach', '60 minut'],
    [1, 'hour', '1 godzina', '1 godzinę', '1 godzinie', '1 godziny'],
    [4, 'hour', '4 godziny', '4 godziny', '4 godzinach', '4 godzin'],
    [12, 'hour', '12 godzin', '12 godzin', '12 godzinach', '12 godzin'],
    [22, 'hour', '22 godziny', '22 godziny', '22 godzinach', '22 godzin'],
    [168, 'hour', '168 godzin', '168 godzin', '168 godzinach', '168 godzin'],
    [1, 'day', '1 dzień', '1 dzień', '1 dniu', '1 dnia'],
    [14, 'day', '14 dni', '14 dni', '14 dniach', '14 dni'],
    [1, 'week', '1 tydzień', '1 tydzień', '1 tygodniu', '1 tygodnia'],
    [3, 'week', '3 tygodnie', '3 tygodnie', '3 tygodniach', '3 tygodni'],
    [5, 'week', '5 tygodni', '5 tygodni', '5 tygodniach', '5 tygodni'],
    [1, 'month', '1 miesiąc', '1 miesiąc', '1 miesiącu', '1 miesiąca'],
    [3, 'month', '3 miesiące', '3 miesiące', '3 miesiącach', '3 miesięcy'],
    [6, 'month', '6 miesięcy', '6 miesięcy', '6 miesiącach', '6 miesięcy'],
  ] as const)('inflects %i of %s by case and count', (count, unit, nominative, accusative, locative, genitive) => {
    const horizon = { count, unit };
    const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
    expect(polish.summary.forecast(horizon, '1', '0%')).toBe(`Prognoza (${nominative}): 1 (0%)`);
    expect(plain(polish.outlook.heading(horizon))).toBe(`Cena i prognoza na ${accusative}`);
    expect(plain(polish.probabilities.riseOf(0.05, 0.35, horizon))).toMatch(new RegExp(` po ${locative}$`));
    expect(plain(polish.probabilities.intervalsHeading(horizon))).toMatch(new RegExp(` po upływie ${genitive}$`));
  });

  it('says the last hour, not the last 1 hour', () => {
    const trend = { kind: 'trend', bars: 1, return: 0.01, agrees: true } as const;
    expect(polish.reasons.sentence(trend, '', '1h')).toMatch(/^W ciągu ostatniej godziny cena/);
    expect(polish.reasons.sentence(trend, '', '1w')).toMatch(/^W ciągu ostatniego tygodnia cena/);
    expect(polish.reasons.sentence(trend, '', '15m')).toMatch(/^W ciągu ostatnich 15\u00a0minut cena/);
    expect(english.reasons.sentence(trend, '', '1h')).toMatch(/^Over the last hour the price/);
    expect(english.reasons.sentence(trend, '', '4h')).toMatch(/^Over the last 4\u00a0hours the price/);
  });

  it.each([
    ['1d', '60\u00a0słupków po 1\u00a0dniu'],
    ['4h', '60\u00a0słupków po 4\u00a0godziny'],
    ['30m', '60\u00a0słupków po 30\u00a0minut'],
  ] as const)('says how long a bar of %s is', (timeframe, words) => {
    expect(polish.modelCard.windowSentence(60, timeframe)).toBe(words);
  });

  it('names bars by their length', () => {
    expect(polish.dataQuality.rows(2, '1d', 'a', 'b')).toBe('2\u00a0słupki dzienne, od a do b.');
    expect(polish.dataQuality.rows(17_500, '1h', 'a', 'b')).toContain('słupków godzinowych');
    expect(polish.dataQuality.rows(1, '1mo', 'a', 'b')).toContain('słupek miesięczny');
    expect(english.dataQuality.rows(17_500, '15m', 'a', 'b')).toBe('17,500\u00a015-minute bars, a to b.');
  });

  it('has signs for an axis', () => {
    expect(polish.outlook.after({ count: 4, unit: 'hour' })).toBe('+4\u00a0godz.');
    expect(polish.outlook.after({ count: 1, unit: 'day' })).toBe('+1\u00a0dzień');
    expect(english.outlook.after({ count: 1, unit: 'hour' })).toBe('+1\u00a0h');
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
    expect(english.risk.valueAtRisk(0.112, { count: 14, unit: 'day' })).toContain('a return of −11.2% or worse');
    expect(english.risk.valueAtRisk(-0.03, { count: 14, unit: 'day' })).toContain('a return of +3.0% or worse');
    expect(polish.risk.expectedShortfall(0.149)).toContain('wynosi średnio −14,9%');
  });

  it.each([
    [
      { kind: 'forward-return' },
      'log return over 1\u00a0hour, 4\u00a0hours and 24\u00a0hours, in units of the volatility of the last 60\u00a0bars',
    ],
    [
      { kind: 'direction' },
      'direction over 1\u00a0hour, 4\u00a0hours and 24\u00a0hours: whether the return is above zero',
    ],
    [{ kind: 'trend', threshold: { unit: 'log-return', value: 0.01 } }, 'flat is a log return within ±1.00%'],
    [
      { kind: 'trend', threshold: { unit: 'volatility', value: 0.43 } },
      'within ±0.43 times the volatility of the last 60\u00a0bars, scaled to the horizon',
    ],
  ] as const)('tell a label (%j)', (kind, words) => {
    const label: LabelSpec = { ...kind, horizons: [1, 4, 24], volatilityBars: 60 };
    expect(english.modelCard.labelSentence(label, '1h')).toContain(words);
    expect(polish.modelCard.labelSentence(label, '1h')).toContain(
      'po 1\u00a0godzinie, 4\u00a0godzinach i 24\u00a0godzinach',
    );
  });

  it.each([
    [{ kind: 'quantiles', levels: [0.1, 0.5, 0.9] }, 1, '3\u00a0quantiles', '3\u00a0kwantyle'],
    [
      { kind: 'quantiles', levels: [0.1, 0.5, 0.9] },
      3,
      '3\u00a0quantiles × 3\u00a0horizons',
      '3\u00a0kwantyle × 3\u00a0horyzonty',
    ],
    [{ kind: 'point', loss: 'mse' }, 1, 'point (mean squared error)', 'punkt (błąd średniokwadratowy)'],
    [{ kind: 'point', loss: 'huber' }, 1, 'point (Huber’s loss)', 'punkt (strata Hubera)'],
    [{ kind: 'sigmoid', classWeights: 'none' }, 1, 'P(up)', 'P(wzrost)'],
    [
      { kind: 'softmax', classWeights: 'balanced' },
      1,
      'P(down), P(flat), P(up), classes weighed alike',
      'P(spadek), P(bez zmian), P(wzrost), klasy ważone jednakowo',
    ],
  ] satisfies [HeadSpec, number, string, string][])('tell a head (%j over %i)', (head, horizons, en, pl) => {
    expect(english.modelCard.head(head, horizons)).toBe(en);
    expect(polish.modelCard.head(head, horizons)).toBe(pl);
  });

  it.each([
    [{}, '0.001, constant', '0,001, stały'],
    [
      { warmupEpochs: 3, schedule: { kind: 'cosine', minimum: 0.00001 } },
      '0.001, risen to over 3\u00a0epochs, then a cosine down to 0.00001',
      '0,001, osiągany w ciągu 3\u00a0epok, potem cosinus do 0,00001',
    ],
    [
      { schedule: { kind: 'step', everyEpochs: 10, factor: 0.5 } },
      '0.001, × 0.5 every 10\u00a0epochs',
      '0,001, × 0,5 co 10\u00a0epok',
    ],
    [
      { schedule: { kind: 'plateau', patience: 2, factor: 0.5, minimum: 0.0001 } },
      '0.001, × 0.5 after 3\u00a0epochs without a better validation loss, down to 0.0001',
      '0,001, × 0,5 po 3\u00a0epokach bez lepszej straty walidacyjnej, najmniej 0,0001',
    ],
  ] satisfies [Partial<ModelSpec['training']>, string, string][])('tell a learning rate (%j)', (schedule, en, pl) => {
    const training = {
      learningRate: 0.001,
      batchSize: 32,
      epochs: 60,
      patience: 8,
      clipNorm: 1,
      strideBars: 1,
      ...schedule,
    };
    expect(english.modelCard.learningRateSentence(training)).toBe(en);
    expect(polish.modelCard.learningRateSentence(training)).toBe(pl);
  });

  it('speak of overlapping days only where outcomes overlap', () => {
    const { evaluation } = simulatedReportData();
    const single = { ...evaluation, bootstrap: { ...evaluation.bootstrap, blockDays: 1 } };
    expect(english.evidence.bootstrap(evaluation)).toContain('in blocks of 28');
    expect(english.evidence.bootstrap(single)).not.toMatch(/blocks|overlap/);
    expect(polish.evidence.bootstrap(single)).not.toMatch(/blokach|zachodzą/);
  });

  it('name the stages of a leak certificate that did not pass', () => {
    const leak = { kind: 'leak', stages: ['features', 'purge'] } as const;
    expect(english.abstention.sentence(leak)).toContain('did not pass (the features, the borders of the split)');
    expect(polish.abstention.sentence(leak)).toContain('(cechy, granice podziału)');
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

describe('the leak certificate', () => {
  const checks = leakStages.map((stage) => ({ stage, comparisons: 1000, passed: true }));
  const green = { instruments: ['JSW'], cuts: 12, checks, leaks: [], passed: true };

  it('green: says so, and what was done', () => {
    expect(english.certificate.verdict(green)).toMatch(/^Green: /);
    expect(polish.certificate.verdict(green)).toMatch(/^Zielone: /);
    expect(polish.certificate.method(12, 1)).toBe(
      'Za 12\u00a0losowymi słupkami (1\u00a0instrument) przyszłość ucięto, a osobno przemieszano; wszystko, co obliczono do tego miejsca, musi pozostać takie samo co do bitu.',
    );
  });

  it('red: names the stages that did not pass, and what leaks', () => {
    const red = { ...green, passed: false, checks: checks.map((c) => ({ ...c, passed: c.stage !== 'purge' })) };
    expect(english.certificate.verdict(red)).toContain('Red in the borders of the split');
    expect(polish.certificate.verdict(red)).toContain('Czerwone (granice podziału)');
    const leak = { symbol: 'JSW', cut: Date.UTC(2020, 2, 5), bar: Date.UTC(2020, 2, 6) };
    expect(
      polish.certificate.leak({ ...leak, stage: 'purge', what: 'a label of the train part', how: 'as built' }),
    ).toBe('granice podziału, JSW: etykieta, część ucząca, granica 5 mar 2020, słupek z 6 mar 2020');
    expect(polish.certificate.leak({ ...leak, stage: 'features', what: 'rsi', how: 'scrambled' })).toBe(
      'cechy, JSW: rsi, przyszłość przemieszana po 5 mar 2020, słupek z 6 mar 2020',
    );
  });
});
