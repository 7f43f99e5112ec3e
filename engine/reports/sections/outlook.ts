import { figure, heading, note, together } from '../blocks.ts';
import { candlesWithFan } from '../charts/candles-with-fan.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';
import { horizonOf } from '#contract/span.ts';
import { page } from '../style.ts';

/** The last bars and the forecast fan. */
export const outlook: Section = ({ bars, forecast, pastForecasts }, texts, format) => {
  const svg = renderChart(candlesWithFan(bars, forecast, pastForecasts, texts, format), page.textWidth, 212);
  return [
    together([
      heading(texts.outlook.heading(horizonOf(forecast))),
      figure(svg, page.textWidth),
      note(texts.outlook.fanNote(horizonOf(forecast))),
    ]),
  ];
};
