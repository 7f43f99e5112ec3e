import { beforeAll, describe, expect, it } from 'vitest';
import { reportLanguages, type ReportData, type ReportLanguage } from '#contract/report.ts';
import { buildReport } from './build-report.ts';
import {
  abstainingReportData,
  hostileReportData,
  hourlyReportData,
  simulatedReportData,
  trendReportData,
  walkForwardReportData,
} from './fixture.test-data.ts';
import { readLines, readPdf } from './read-pdf.test-data.ts';
import { renderPdf } from './render-pdf.ts';
import { page } from './style.ts';

/** What a viewer shows, read back from the bytes of the file. */
type Pages = ReturnType<typeof readPdf>;

/** Points that the hinting of a glyph or a hanging mark may stand beyond the edge of its column. */
const TOLERANCE = 1;

function pagesOf(data: ReportData, language: ReportLanguage): Promise<Pages> {
  return renderPdf(data, language).then(readPdf);
}

/** Whatever stands beyond the margins of the page. */
function overflowOf({ texts }: Pages): string[] {
  const right = page.marginSide + page.textWidth;
  return texts
    .filter(({ x, inkWidth }) => x < page.marginSide - TOLERANCE || x + inkWidth > right + TOLERANCE)
    .map(
      ({ page: number, text, x, inkWidth }) =>
        `page ${String(number)}: ${text} from ${x.toFixed(1)} to ${(x + inkWidth).toFixed(1)}`,
    );
}

function withSymbol(data: ReportData, symbol: string): ReportData {
  return {
    ...data,
    instrument: { ...data.instrument, symbol },
    forecast: { ...data.forecast, symbol },
    backtest: { ...data.backtest, trades: data.backtest.trades.map((trade) => ({ ...trade, symbol })) },
    manifest: { ...data.manifest, dataHashes: { [symbol]: data.instrument.contentHash } },
  };
}

/** The simulated report where the price never moves. */
function constantReportData(): ReportData {
  const data = simulatedReportData();
  const { bars, forecast, pastForecasts: past } = data;
  const price = 32.5;
  const still = (column: Float64Array): Float64Array => column.map((value) => (Number.isNaN(value) ? value : price));
  return {
    ...data,
    bars: {
      ...bars,
      open: still(bars.open),
      high: still(bars.high),
      low: still(bars.low),
      close: still(bars.close),
      volume: bars.volume.map(() => 0),
    },
    forecast: {
      ...forecast,
      expectedReturn: 0,
      expectedPrice: price,
      volatility: 0,
      valueAtRisk95: 0,
      expectedShortfall95: 0,
      intervals: forecast.intervals.map((interval) => ({
        ...interval,
        lowReturn: 0,
        highReturn: 0,
        lowPrice: price,
        highPrice: price,
      })),
    },
    pastForecasts: {
      ...past,
      price: still(past.price),
      quantilePrices: still(past.quantilePrices),
      expectedPrice: still(past.expectedPrice),
      outcomePrice: still(past.outcomePrice),
    },
  };
}

/** The simulated report of a strategy that loses everything with its only trade. */
function ruinedReportData(): ReportData {
  const data = simulatedReportData();
  const { backtest } = data;
  return {
    ...data,
    backtest: {
      ...backtest,
      equity: {
        ...backtest.equity,
        strategy: backtest.equity.strategy.map((value, i) => (i < 100 ? value : 0)),
        drawdown: backtest.equity.drawdown.map((value, i) => (i < 100 ? value : -1)),
      },
      strategy: { ...backtest.strategy, totalReturn: -1, cagr: -1, maxDrawdown: 1, trades: 1, hitRate: 0 },
      trades: backtest.trades.slice(0, 1),
    },
  };
}

/** The hourly report of a model with sixteen horizons. */
function manyHorizons(): ReportData {
  const data = hourlyReportData();
  const others = Array.from({ length: 15 }, (_, i) => ({ ...data.otherForecasts[0]!, horizonBars: 12 * (i + 1) }));
  return { ...data, otherForecasts: others };
}

/** The report of a model whose test slice has no outcome, no reliability and no interval. */
function emptyReportData(): ReportData {
  const data = simulatedReportData();
  const nothing = new Float64Array(0);
  return {
    ...data,
    findings: [],
    forecast: { ...data.forecast, reasons: [], currency: 'XXX' },
    evaluation: {
      ...data.evaluation,
      intervals: [],
      baselines: [],
      instruments: [],
      probability: { ...data.evaluation.probability, reliability: [] },
    },
    backtest: { ...data.backtest, trades: [] },
    pastForecasts: {
      ...data.pastForecasts,
      time: nothing,
      price: nothing,
      quantilePrices: nothing,
      expectedPrice: nothing,
      probabilityUp: nothing,
      outcomeTime: nothing,
      outcomePrice: nothing,
    },
  };
}

const cases: readonly (readonly [title: string, data: () => ReportData])[] = [
  ['everything', walkForwardReportData],
  ['no call', abstainingReportData],
  ['three classes', trendReportData],
  ['sixteen horizons', manyHorizons],
  ['a constant price', constantReportData],
  ['equity of zero and one trade', ruinedReportData],
  ['nothing to evaluate', emptyReportData],
  ['prices of 1e-6, no trade', () => hostileReportData(1e-6 / 32.5)],
  ['prices of 1e7, no trade', () => hostileReportData(1e7 / 32.5)],
  ['a symbol that is a script', () => withSymbol(simulatedReportData(), '<script>alert("1")</script>')],
  ['a symbol written from right to left', () => withSymbol(simulatedReportData(), 'בזק\u202e.TA')],
  [
    'a currency nobody knows',
    () => ({ ...simulatedReportData(), forecast: { ...simulatedReportData().forecast, currency: 'QQQ' } }),
  ],
];

describe.each(cases)('a report of %s', (_title, makeData) => {
  it.each(reportLanguages)('stays within its margins, with a letter for every character (%s)', async (language) => {
    const pages = await pagesOf(makeData(), language);
    expect(overflowOf(pages)).toEqual([]);
    // Glyph 0 is the box of a character that the font does not have.
    expect(pages.texts.filter(({ text }) => /[\u0000\ufffd]/.test(text))).toEqual([]);
    const lines = readLines(pages).join('\n');
    expect(lines).not.toMatch(/NaN|undefined|Infinity|\[object|\bnull\b/);
    expect(pages.raw).not.toContain('/JavaScript');
  });
});

describe('the Polish report as a viewer shows it', () => {
  let pages: Pages;
  let lines: string[];
  beforeAll(async () => {
    pages = await pagesOf(walkForwardReportData(), 'pl');
    lines = readLines(pages);
  });

  it('has the text block to copy, line for line', () => {
    const start = lines.indexOf('JSW: Aktualna cena: 32,50 PLN');
    expect(lines.slice(start, start + 4)).toEqual([
      'JSW: Aktualna cena: 32,50 PLN',
      'Prognoza (14 dni): 37,40 PLN (+15,1%)',
      'Pewność: 70%',
      'Rekomendacja: KUP',
    ]);
  });

  it('has every letter of the language, inflected words, decimal commas and spaces that do not break', () => {
    const text = lines.join('\n');
    for (const letter of 'ąćęłńóśźż') expect(text).toContain(letter);
    expect(text).toContain('23 z 29\u00a0wyników');
    expect(text).toContain('121\u00a0223');
    expect(text).toContain('79,2%');
    expect(text).not.toMatch(/\d\.\d+%/);
  });

  it('has no English sentence', () => {
    const english = /\b(the|of|and|is|are|was|not|with|for|than|missing|number|interval|forecast|training)\b/i;
    // Names of files and commands are not words of the language.
    const sentences = lines.filter((line) => !/almanac|experiment\.json/.test(line));
    expect(sentences.filter((line) => english.test(line))).toEqual([]);
  });

  it('lists each section with the page that it is on', () => {
    const titles = pages.texts.filter(({ fontSize, text }) => fontSize === 12 && /^\d+\u2002/.test(text));
    expect(titles.length).toBeGreaterThanOrEqual(14);
    const { content } = buildReport(walkForwardReportData(), 'pl');
    expect(JSON.stringify(content)).toContain('"pageReference":"section-1"');
    const listed = pages.texts.filter(
      ({ page: number, text, fontSize }) => number === 1 && fontSize === 8 && /^\d+$/.test(text),
    );
    // Each line of the contents has its number at the left and its page at the right.
    const numbers = listed.map(({ text }) => Number(text));
    titles.forEach(({ text, page: number }, i) => {
      expect(Number(/^\d+/.exec(text)![0])).toBe(i + 1);
      expect([numbers[2 * i], numbers[2 * i + 1]]).toEqual([i + 1, number]);
    });
  });

  it('has an outline, a language, a title, and its name and place on every page', () => {
    expect(pages.raw).toMatch(/\/Outlines \d+ 0 R/);
    expect(pages.raw).toContain('/PageMode /UseOutlines');
    expect(pages.raw).toContain('/Lang (pl)');
    expect(pages.raw).toContain('/DisplayDocTitle true');
    for (let number = 1; number <= pages.pages; number++) {
      expect(lines).toContain(`Strona ${String(number)} z ${String(pages.pages)}`);
    }
    expect(lines.filter((line) => line === 'JSW · Prognoza na 14\u00a0dni, 20 lis 2026')).toHaveLength(pages.pages - 1);
  });
});
