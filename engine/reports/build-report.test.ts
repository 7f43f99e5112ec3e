import { describe, expect, it } from 'vitest';
import { reportLanguages, type ReportData, type ReportLanguage } from '#contract/report.ts';
import { buildReport } from './build-report.ts';
import {
  abstainingReportData,
  hostileReportData,
  hourlyReportData,
  shortReportData,
  simulatedReportData,
  trendReportData,
} from './fixture.test-data.ts';
import type { Content } from './pdf-content.ts';
import { page } from './style.ts';

/** All texts of a node in the order of the page. */
function textsOf(node: Content): string[] {
  if ('stack' in node) return node.stack.flatMap(textsOf);
  if ('columns' in node) return node.columns.flatMap(textsOf);
  if ('table' in node) return node.table.body.flat().flatMap(textsOf);
  if ('svg' in node || 'pageReference' in node) return [];
  return [
    typeof node.text === 'string'
      ? node.text
      : node.text.map((run) => (typeof run === 'string' ? run : run.text)).join(''),
  ];
}

function readReport(data: ReportData, language: ReportLanguage): string[] {
  return buildReport(data, language).content.flatMap(textsOf);
}

/** Nodes of a kind anywhere in the report. */
function tablesOf(node: Content): Extract<Content, { table: unknown }>[] {
  if ('stack' in node) return node.stack.flatMap(tablesOf);
  if ('columns' in node) return node.columns.flatMap(tablesOf);
  return 'table' in node ? [node, ...node.table.body.flat().flatMap(tablesOf)] : [];
}

describe('buildReport', () => {
  it('says the forecast in four Polish lines', () => {
    const lines = readReport(simulatedReportData(), 'pl');
    const start = lines.indexOf('JSW: Aktualna cena: 32,50 PLN');
    expect(start).toBeGreaterThan(0);
    expect(lines.slice(start, start + 4)).toEqual([
      'JSW: Aktualna cena: 32,50 PLN',
      'Prognoza (14 dni): 37,40 PLN (+15,1%)',
      'Pewność: 70%',
      'Rekomendacja: KUP',
    ]);
  });

  it('says the forecast in four English lines', () => {
    expect(readReport(simulatedReportData(), 'en')).toEqual(
      expect.arrayContaining([
        'JSW: Current price: 32.50 PLN',
        'Forecast (14 days): 37.40 PLN (+15.1%)',
        'Confidence: 70%',
        'Recommendation: BUY',
      ]),
    );
  });

  it('marks simulated data, and only those, on top and on every page', () => {
    const simulated = simulatedReportData();
    const real = { ...simulated, instrument: { ...simulated.instrument, simulated: false } };
    expect(readReport(simulated, 'en').join('\n')).toContain('SIMULATED DATA');
    expect(readReport(real, 'en').join('\n')).not.toContain('SIMULATED DATA');
    expect(textsOf(buildReport(simulated, 'en').footer(2, 4)).join(' ')).toContain('SIMULATED DATA');
    expect(textsOf(buildReport(real, 'en').footer(2, 4)).join(' ')).not.toContain('SIMULATED DATA');
  });

  it('carries symbol, model, date, page and humility in the footer', () => {
    expect(textsOf(buildReport(simulatedReportData(), 'pl').footer(2, 4))).toEqual([
      'DANE SYMULOWANE · JSW · price-lstm v3 · 20 lis 2026',
      'Strona 2 z 4',
      'To nie jest porada inwestycyjna. Prognoza to prawdopodobieństwo, nie obietnica; dawne wyniki nie gwarantują przyszłych.',
    ]);
  });

  it('gives the reasons where it makes no call, and the ungated grade', () => {
    const text = readReport(abstainingReportData(), 'pl').join('\n');
    expect(text).toContain(
      'Rekomendacja: BRAK REKOMENDACJI (nie wykazano przewagi, nietypowy rynek, za szeroki przedział)',
    );
    expect(text).toContain(
      'nie wykazał przewagi nad prostą regułą „zawsze wzrost”: różnica trafności wynosi +0,4 p.p.',
    );
    expect(text).toContain('przedział korelacji z wynikiem (MCC) nie leży powyżej zera.');
    expect(text).toContain('24% danych wejściowych leży poza zakresem');
    expect(text).toContain('ma szerokość 41,0 p.p.');
    expect(text).toContain('Sam rozkład wskazywałby: KUP.');
    expect(text).toContain('Nie znaleziono przewagi');
    expect(readReport(abstainingReportData(), 'en').join('\n')).toContain('No edge found: on 412');
  });

  it('says with too few days that it is not known, and prints no interval', () => {
    const english = readReport(shortReportData(), 'en').join('\n');
    expect(english).toContain('there are 277\u00a0test days; 280 are needed to tell');
    expect(english).toContain('skill +2.8%, 95% interval –.');
    expect(english).not.toMatch(/[Nn]o edge|Edge found/);
    expect(english).not.toContain('100.0');
    const polish = readReport(shortReportData(), 'pl').join('\n');
    expect(polish).toContain('test obejmuje 277\u00a0dni, a do rozstrzygnięcia potrzeba 280.');
    expect(polish).toContain('przewaga +2,8%, przedział 95% –.');
    expect(polish).not.toMatch(/[Zz]naleziono/);
    expect(polish).not.toContain('100,0');
  });

  it('tells pooled evidence from the instrument’s own', () => {
    const pooled = readReport(shortReportData(), 'en').join('\n');
    expect(pooled).toContain('over all 3\u00a0instruments of the model');
    expect(pooled).toContain(
      'JSW alone: the direction was right in 53.1% of cases on 277\u00a0days; the 50% interval held in 50.7%, the 80% interval held in 79.2%, the 95% interval held in 94.4%.',
    );
    expect(readReport(hostileReportData(1), 'en').join('\n')).toContain('the test data hold no outcome of it');
    const single = readReport(simulatedReportData(), 'en').join('\n');
    expect(single).not.toMatch(/over all|JSW alone/);
  });

  it('sets the probabilities beside the base rate', () => {
    expect(readReport(simulatedReportData(), 'en').join('\n')).toContain(
      'the stated chance of a rise was better than always saying the base rate (Brier score 0.2431 against 0.2494',
    );
    expect(readReport(shortReportData(), 'en').join('\n')).toContain(
      'the stated chance of a rise was no better than always saying the base rate (Brier score 0.2601 against 0.2494',
    );
    expect(readReport(shortReportData(), 'pl').join('\n')).toContain('szansa na wzrost nie była lepsza');
  });

  it.each(reportLanguages)('calls no probability calibrated without saying how far (%s)', (language) => {
    const text = readReport(simulatedReportData(), language).join('\n');
    expect(text.replaceAll(/(calibrated within|skalibrowane z dokładnością do) [0-9]/g, '')).not.toMatch(
      /calibrated|skalibrowan/i,
    );
  });

  it('explains no abstention where there is a call', () => {
    const text = readReport(simulatedReportData(), 'en').join('\n');
    expect(text).not.toContain('Why there is no call');
    expect(text).toContain('Edge found');
  });

  it('turns exceedances into chances of a rise and of a fall', () => {
    const lines = readReport(simulatedReportData(), 'en');
    expect(lines).toContain('70% chance of a rise');
    expect(lines).toContain('35% chance of a rise of 5% or more after 14\u00a0days');
    // P(return >= -5%) = 0.9, so the fall has 0.1.
    expect(lines).toContain('10% chance of a fall of 5% or more after 14\u00a0days');
  });

  it('leaves out moves that are larger than one which is unlikely already', () => {
    const chances = readReport(hourlyReportData(), 'en').filter((line) => /chance of a (rise|fall) of/.test(line));
    expect(chances).toEqual([
      '1% chance of a rise of 5% or more after 4\u00a0hours',
      '1% chance of a rise of 10% or more after 4\u00a0hours',
      '<\u20091% chance of a fall of 5% or more after 4\u00a0hours',
    ]);
  });

  it('ties the reasons to their numbers', () => {
    const lines = readReport(simulatedReportData(), 'en');
    expect(lines).toContain(
      'RSI 14 stands at 61.2; at its usual value the expected return would be +0.7% instead of +1.9%.',
    );
    expect(lines).toContain(
      'The model sees a rising trend: over the last 20\u00a0days the price went +4.3%, and it expects +15.1%.',
    );
    expect(lines).toContain(
      'Sentiment supports the forecast: at its usual values the expected return would be +12.1% instead of +15.1%, and the chance of a rise 67% instead of 70%.',
    );
    expect(lines.join(' ')).toContain(
      'Similar patterns were calibrated within 3.0 percentage points: where the model said about 74% (38\u00a0samples of the test data), the price rose in 71%.',
    );
    expect(lines).toContain('Other series: the model reads none.');
    const polish = readReport(simulatedReportData(), 'pl');
    expect(polish).toContain(
      'Model widzi trend wzrostowy: w ciągu ostatnich 20\u00a0dni cena zmieniła się o +4,3%, a model oczekuje +15,1%.',
    );
    expect(polish.join(' ')).toContain('Podobne układy były skalibrowane z dokładnością do 3,0 p.p.');
  });

  it('does not call a handful of similar forecasts a calibration', () => {
    const data = simulatedReportData();
    const similar = { from: 0.7, to: 0.8, count: 29, meanProbability: 0.74, observedFrequency: 0.1 };
    const reasons = [{ kind: 'calibration', nominal: 0.8, observed: 0.792, days: 412, similar }] as const;
    const lines = readReport({ ...data, forecast: { ...data.forecast, reasons } }, 'en');
    expect(lines.join(' ')).toContain('Similar patterns are too few to tell (29\u00a0samples).');
  });

  it('says the forecast over hours, and the time of the bar that it starts from', () => {
    const polish = readReport(hourlyReportData(), 'pl');
    expect(polish).toContain('Prognoza (4 godziny): 33,03 PLN (+1,6%)');
    expect(polish).toContain('Prognoza modelu price-lstm v3 z notowań do słupka z 20 lis 2026, 15:00\u00a0UTC');
    expect(polish.join('\n')).toContain('Godziny to godziny notowań.');
    const english = readReport(hourlyReportData(), 'en');
    expect(english).toContain('Forecast (4 hours): 33.03 PLN (+1.6%)');
    expect(english).toContain('60\u00a0bars of 1\u00a0hour');
    expect(english).toContain('0.001, risen to over 3\u00a0epochs, then a cosine down to 0.00001 over 50\u00a0epochs');
    expect(english.join('\n')).toContain('probability of a rise over 4\u00a0hours reaches 55%');
    expect(english).toContain('In, UTC');
    expect(english).toContain('19 Nov, 04:00: 34.00');
  });

  it('lists the other horizons, and only where there are some', () => {
    const lines = readReport(hourlyReportData(), 'en');
    const start = lines.indexOf('3\u2002Other horizons');
    expect(lines.slice(start, start + 11)).toEqual([
      '3\u2002Other horizons',
      ...['Horizon', 'Expected return', '80% interval, PLN', 'Chance of a rise', 'Call'],
      ...['1\u00a0hour', '+0.8%', '32.52 – 33.02 (+0.1% – +1.6%)', '51%', 'NO CALL'],
    ]);
    expect(lines.slice(start + 11, start + 16)).toEqual([
      ...['24\u00a0hours', '+4.0%', '32.59 – 35.04 (+0.3% – +7.8%)', '55%', 'BUY'],
    ]);
    expect(readReport(simulatedReportData(), 'en')).not.toContain('Other horizons');
  });

  it('shows what a model with classes did with each of them, and only there', () => {
    const lines = readReport(trendReportData(), 'pl');
    const start = lines.indexOf('Klasy trendu, prognoza na 5\u00a0dni');
    expect(lines.slice(start + 1, start + 11)).toEqual([
      ...['Klasa', 'Wyniki', 'Precyzja', 'Czułość', 'F1'],
      ...['spadek', '122', '48,6%', '42,6%', '0,45'],
    ]);
    expect(lines).toContain(
      'Klasę wskazano trafnie w 48,3% przypadków (przedział 95% od 44,2% do 52,4%); stałe wskazywanie najczęstszej jest trafne w 36,9%. Makro-F1 0,480.',
    );
    expect(lines.join('\n')).toContain('Strata logarytmiczna 1,0412; stałe podawanie częstości klas daje 1,0951.');
    expect(readReport(simulatedReportData(), 'pl').join('\n')).not.toContain('Klasy trendu');
    const short = { ...trendReportData(), evaluation: { ...trendReportData().evaluation, edge: 'unknown' as const } };
    expect(readReport(short, 'en').join('\n')).toContain('named rightly in 48.3% of cases; always naming');
  });

  it('names the first features of many and counts the others', () => {
    const line = readReport(trendReportData(), 'pl').find((text) => text.includes('i jeszcze'))!;
    expect(line).toMatch(/, i jeszcze 106\u00a0cech; pełna lista jest w raporcie JSON$/);
    expect(line.split(', ')).toHaveLength(24 + 1);
  });

  it('describes the market at the last bar where the forecast knows it', () => {
    expect(readReport(hourlyReportData(), 'en').join('\n')).toContain(
      'The last 168\u00a0hours: prices falling (mean return 1.8 standard errors from zero), volatility turbulent (above 91% of what it was before).',
    );
    const data = simulatedReportData();
    const { regime, ...before } = data.forecast;
    expect(regime).toBeDefined();
    expect(readReport({ ...data, forecast: before }, 'en').join('\n')).not.toContain('standard errors');
  });

  it('takes forecasts of before the timeframe was written down for those of days', () => {
    const data = simulatedReportData();
    const { timeframe, ...before } = data.forecast;
    expect(timeframe).toBe('1d');
    expect(readReport({ ...data, forecast: before }, 'en')).toContain('Forecast (14 days): 37.40 PLN (+15.1%)');
  });

  it('says that there were no trades and prints a dash for the hit rate', () => {
    const lines = readReport(hostileReportData(1), 'en');
    expect(lines).toContain('The rule made no trade on the test data.');
    expect(lines[lines.indexOf('Trades with a profit') + 1]).toBe('–');
  });

  it('lists the first refused rows and counts the others', () => {
    const lines = readReport(hostileReportData(1), 'pl');
    expect(lines.filter((line) => line.startsWith('wiersz '))).toHaveLength(6);
    expect(lines.find((line) => line.startsWith('i jeszcze 694'))).toBe(
      'i jeszcze 694\u00a0wiersze; pełna lista jest w raporcie JSON.',
    );
  });

  it.each(reportLanguages)('prints no broken number and no missing word (%s)', (language) => {
    for (const data of [
      simulatedReportData(),
      abstainingReportData(),
      shortReportData(),
      hourlyReportData(),
      trendReportData(),
      hostileReportData(1e-7),
      hostileReportData(1e9),
    ]) {
      expect(readReport(data, language).join('\n')).not.toMatch(/NaN|undefined|Infinity|null|\[object/);
    }
  });

  it('lets words that no line can hold break anywhere', () => {
    const words = (node: Content): boolean[] => {
      if ('stack' in node) return node.stack.flatMap(words);
      if ('columns' in node) return node.columns.flatMap(words);
      if ('table' in node) return node.table.body.flat().flatMap(words);
      if ('svg' in node || 'pageReference' in node || typeof node.text !== 'string') return [];
      return node.text.split(/\s/).some((word) => word.length > 60) ? [node.wordBreak === 'break-all'] : [];
    };
    const long = buildReport(hostileReportData(1), 'en').content.flatMap(words);
    expect(long.length).toBeGreaterThan(6);
    expect(long.every(Boolean)).toBe(true);
  });

  it('keeps the fixed columns of every table narrower than the page', () => {
    for (const table of buildReport(simulatedReportData(), 'pl').content.flatMap(tablesOf)) {
      const fixed = table.table.widths.reduce<number>(
        (sum, width) => sum + (typeof width === 'number' ? width : 40),
        0,
      );
      expect(fixed + 8 * (table.table.widths.length - 1)).toBeLessThanOrEqual(page.textWidth);
    }
  });
});
