import { describe, expect, it } from 'vitest';
import { candlesWithFan } from './charts/candles-with-fan.ts';
import { confusion } from './charts/confusion.ts';
import { directionSkill } from './charts/direction-skill.ts';
import { equity } from './charts/equity.ts';
import { reliability } from './charts/reliability.ts';
import { trainingCurve } from './charts/training-curve.ts';
import { hostileReportData, hourlyReportData, simulatedReportData, trendReportData } from './fixture.test-data.ts';
import { createFormat } from './format.ts';
import { renderChart } from './render-chart.ts';
import { textsFor } from './texts/texts-for.ts';

const format = createFormat('pl');
const texts = textsFor('pl', format);

/** What stands between the tags of the SVG's texts. */
function textsOf(svg: string): string[] {
  return Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g), (match) => match[1]!);
}

describe.each([
  ['simulated', simulatedReportData()],
  ['tiny prices', hostileReportData(0.00001234 / 32.5)],
  ['huge prices', hostileReportData(1.5e9)],
] as const)('charts of %s', (_name, data) => {
  it.each([
    ['candles', candlesWithFan(data.bars, data.forecast, data.pastForecasts, texts, format)],
    ['direction', directionSkill(data.evaluation, texts, format)],
    ['equity', equity(data.backtest, texts, format)],
    ['reliability', reliability(data.evaluation.probability.reliability, texts, format)],
    ['training', trainingCurve(data.training, texts, format)],
  ] as const)('%s is a plain vector drawing without a broken number', (_chart, option) => {
    const svg = renderChart(option, 400, 200);
    expect(svg).toMatch(/^<svg width="400" height="200"/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|<image/);
    expect(svg).toContain('<path');
  });
});

it('draws one band for each interval, widest first, and prints the ends', () => {
  const { bars, forecast, pastForecasts } = simulatedReportData();
  const svg = renderChart(candlesWithFan(bars, forecast, pastForecasts, texts, format), 499, 200);
  const order = ['#dfe9f3', '#b9d0e6', '#86aed3'].map((fill) =>
    svg.search(new RegExp(`<polygon[^>]*fill="${fill}"|<path[^>]*Z"[^>]*fill="${fill}"`)),
  );
  expect(order.every((position) => position > 0)).toBe(true);
  const words = textsOf(svg);
  expect(words).toEqual(expect.arrayContaining(['37,40', '44,41', '30,40', '+14\u00a0dni', '20 lis', 'Przedział 95%']));
});

it('names the model and each baseline beside the coin toss', () => {
  const svg = renderChart(directionSkill(simulatedReportData().evaluation, texts, format), 232, 187);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(['Model', 'zawsze wzrost', 'persystencja', 'momentum', 'odwrócenie', '50%', 'rzut monetą']),
  );
});

it('labels hours with times of day, and the end of a short fan', () => {
  const { bars, forecast, pastForecasts } = hourlyReportData();
  const words = textsOf(renderChart(candlesWithFan(bars, forecast, pastForecasts, texts, format), 499, 200));
  expect(words).toEqual(expect.arrayContaining(['20 lis, 06:00', '+4\u00a0godz.']));
});

it.each([1, 14, 168])('shows the fan of %i bars on an axis whose end is labelled', (horizonBars) => {
  const { bars, forecast, pastForecasts } = simulatedReportData();
  const svg = renderChart(candlesWithFan(bars, { ...forecast, horizonBars }, pastForecasts, texts, format), 499, 200);
  expect(textsOf(svg)).toContain(texts.outlook.after({ count: horizonBars, unit: 'day' }));
  // The band is one of the shapes of this colour, beside its mark in the legend, which is 12 wide.
  const widths = Array.from(svg.matchAll(/ (?:d|points)="([^"]*)"[^>]*fill="#dfe9f3"/g), ([, points]) => {
    const x = Array.from(points!.matchAll(/(-?[\d.]+)[ ,]-?[\d.]+/g), (match) => Number(match[1]));
    return Math.max(...x) - Math.min(...x);
  });
  expect(Math.max(...widths)).toBeGreaterThan(14);
});

it('draws what came against what was said, with the share of each row', () => {
  const svg = renderChart(confusion(trendReportData().evaluation.classes!, texts, format), 212, 128);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|<image/);
  // 52 of the 122 that came down.
  expect(textsOf(svg)).toEqual(expect.arrayContaining(['spadek', 'bez zmian', 'wzrost', '52', '43%', '80', '53%']));
});

it('leaves empty bins out of the reliability diagram', () => {
  const bins = simulatedReportData().evaluation.probability.reliability;
  const scatterOf = (all: typeof bins): number =>
    renderChart(reliability(all, texts, format), 200, 200).split('fill-opacity="0.75"').length - 1;
  expect(bins.filter((bin) => bin.count === 0)).toHaveLength(1);
  expect(scatterOf(bins)).toBe(9);
});
