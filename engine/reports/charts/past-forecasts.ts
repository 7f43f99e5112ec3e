import type { EChartsOption } from 'echarts';
import type { PastForecasts } from '#contract/report.ts';
import type { Timeframe } from '#contract/bars.ts';
import type { ReportFormat } from '../format.ts';
import { isIntraday } from '../../market-data/time/timeframe-length.ts';
import { pickSeparate } from '../past-forecasts.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { axisLine, gridLines, legendStyle, noTicks, textStyle } from './chart-style.ts';
import { markLegend, pastForecastMarks } from './past-forecast-marks.ts';

/** More intervals than this run into each other on the printed page; the newest are shown. */
const mostShown = 40;

/** Closes over the test slice with the forecasts that do not overlap, and what came of each. */
export function pastForecasts(
  past: PastForecasts,
  timeframe: Timeframe,
  texts: ReportTexts,
  format: ReportFormat,
): EChartsOption {
  const words = texts.pastForecasts;
  const shown = pickSeparate(past).slice(-mostShown);
  const first = shown[0] ? past.time.indexOf(shown[0].time) : 0;
  const time = Array.from(past.time.subarray(first));
  const close = Array.from(past.price.subarray(first));
  const place = new Map(time.map((value, i) => [value, i]));
  const placed = shown.flatMap((forecast) => {
    const from = place.get(forecast.time);
    // A bar without a forecast of its own, where a series was missing, has no place on the axis.
    const to = place.get(forecast.outcomeTime);
    return from === undefined || to === undefined ? [] : [{ ...forecast, from, to }];
  });
  const values = [...close, ...placed.flatMap(({ low, high }) => [low, high])];
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const margin = (highest - lowest) * 0.04 || Math.abs(highest) * 0.01 || 1;
  const names = { inside: words.inside, outside: words.outside };
  const every = Math.max(1, Math.floor(time.length / 6));
  const isShort = isIntraday(timeframe) && (time.at(-1) ?? 0) - (time[0] ?? 0) < 10 * 86_400_000;
  return {
    textStyle,
    grid: { left: 52, right: 12, top: 20, bottom: 20 },
    legend: { ...legendStyle, left: 52, data: [{ name: words.close }, ...markLegend(names)] },
    xAxis: {
      type: 'category',
      data: time.map((at) => (isShort ? format.shortTime(at, timeframe) : format.date(at))),
      axisLine,
      axisTick: noTicks,
      axisLabel: { ...textStyle, interval: (index: number) => index % every === Math.floor(every / 2) },
    },
    yAxis: {
      type: 'value',
      min: lowest - margin,
      max: highest + margin,
      axisLabel: {
        ...textStyle,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (value: number) => format.axis(value, highest),
      },
      splitLine: { ...gridLines, showMinLine: false, showMaxLine: false },
    },
    series: [
      {
        type: 'line',
        name: words.close,
        data: close,
        symbol: 'none',
        lineStyle: { color: colours.muted, width: 0.8 },
        itemStyle: { color: colours.muted },
      },
      ...pastForecastMarks(placed, names),
    ],
  };
}
