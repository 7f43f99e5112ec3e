import { describe, expect, it } from 'vitest';
import { candlesWithFan } from './charts/candles-with-fan.ts';
import { directionSkill } from './charts/direction-skill.ts';
import { equity } from './charts/equity.ts';
import { reliability } from './charts/reliability.ts';
import { trainingCurve } from './charts/training-curve.ts';
import { hostileReportData, simulatedReportData } from './fixture.test-data.ts';
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
    ['candles', candlesWithFan(data.bars, data.forecast, texts, format)],
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
  const { bars, forecast } = simulatedReportData();
  const svg = renderChart(candlesWithFan(bars, forecast, texts, format), 499, 200);
  const order = ['#dfe9f3', '#b9d0e6', '#86aed3'].map((fill) =>
    svg.search(new RegExp(`<polygon[^>]*fill="${fill}"|<path[^>]*Z"[^>]*fill="${fill}"`)),
  );
  expect(order.every((position) => position > 0)).toBe(true);
  const words = textsOf(svg);
  expect(words).toEqual(expect.arrayContaining(['37,40', '44,41', '30,40', '+14', '20 lis', 'Przedział 95%']));
});

it('names the model and each baseline beside the coin toss', () => {
  const svg = renderChart(directionSkill(simulatedReportData().evaluation, texts, format), 232, 120);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(['Model', 'zawsze wzrost', 'persystencja', 'momentum', 'odwrócenie', '50%', 'rzut monetą']),
  );
});

it('leaves empty bins out of the reliability diagram', () => {
  const bins = simulatedReportData().evaluation.probability.reliability;
  const scatterOf = (all: typeof bins): number =>
    renderChart(reliability(all, texts, format), 200, 200).split('fill-opacity="0.75"').length - 1;
  expect(bins.filter((bin) => bin.count === 0)).toHaveLength(1);
  expect(scatterOf(bins)).toBe(9);
});
