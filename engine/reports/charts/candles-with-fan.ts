import type { BarSeriesOption, CustomSeriesOption, EChartsOption } from 'echarts';
import type { Bars } from '#contract/bars.ts';
import type { Forecast } from '#contract/forecast.ts';
import type { PastForecasts } from '#contract/report.ts';
import type { ReportFormat } from '../format.ts';
import { isIntraday } from '../../market-data/time/timeframe-length.ts';
import { spanOf, timeframeOf } from '#contract/span.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { axisLine, gridLines, legendStyle, noTicks, textStyle } from './chart-style.ts';
import { interpolateBound } from './fan.ts';
import { markLegend, pastForecastMarks, type PlacedForecast } from './past-forecast-marks.ts';
import { pickSeparate } from '../past-forecasts.ts';

/**
 * As many bars as the horizon has, so that the fan takes at most half of the chart; and at least 90, but no more than
 * nine times the horizon, or the fan of a single bar could not be seen.
 */
function countShownBars(horizonBars: number): number {
  return Math.max(horizonBars, Math.min(90, 9 * horizonBars), 24);
}

/** Widest first, so that the narrower ones are drawn over it. */
const fills = { 0.95: colours.fan95, 0.8: colours.fan80, 0.5: colours.fan50 } as const;

/** Points of height that the volume takes below the candles, and the room between the two. */
const volumeHeight = 26;
const paneGap = 7;
const axisHeight = 20;

/**
 * The last bars as candles (hollow when the close is above the open) over their volume, what the model says of the past
 * that is shown, and the forecast fan after them. Without any volume, as of an index, the candles have all the room.
 */
export function candlesWithFan(
  bars: Bars,
  forecast: Forecast,
  past: PastForecasts,
  texts: ReportTexts,
  format: ReportFormat,
): EChartsOption {
  const { horizonBars, price, expectedPrice } = forecast;
  const timeframe = timeframeOf(forecast);
  const start = Math.max(0, bars.time.length - countShownBars(horizonBars));
  const last = bars.time.length - 1 - start;
  const candles = Array.from(bars.time.slice(start), (_, i) => [
    bars.open[start + i]!,
    bars.close[start + i]!,
    bars.low[start + i]!,
    bars.high[start + i]!,
  ]);
  const categories = [
    ...Array.from(bars.time.slice(start), (time) => format.shortTime(time, timeframe)),
    ...Array.from({ length: horizonBars }, (_, n) => texts.outlook.after(spanOf(n + 1, timeframe))),
  ];
  const fans = [...forecast.intervals]
    .sort((a, b) => b.coverage - a.coverage)
    .map((interval) => ({
      name: texts.outlook.interval(interval.coverage),
      fill: fills[interval.coverage],
      low: interpolateBound(price, expectedPrice, interval.lowPrice, horizonBars),
      high: interpolateBound(price, expectedPrice, interval.highPrice, horizonBars),
    }));
  const placed = placeForecasts(past, bars, start);
  const extremes = [
    ...bars.low.slice(start),
    ...bars.high.slice(start),
    expectedPrice,
    ...fans.flatMap(({ low, high }) => [...low, ...high]),
    ...placed.flatMap(({ low, high }) => [low, high]),
  ];
  const lowest = Math.min(...extremes);
  const highest = Math.max(...extremes);
  const margin = (highest - lowest) * 0.04 || Math.abs(highest) * 0.01 || 1;
  const volume = Array.from(bars.volume.slice(start));
  const highestVolume = Math.max(...volume, 0);
  const hasVolume = highestVolume > 0;
  const marks = { inside: texts.outlook.pastInside, outside: texts.outlook.pastOutside };
  const end = last + horizonBars;
  const widest = fans[0];
  const endLabels = [
    { value: widest?.high.at(-1) ?? expectedPrice, bold: false },
    { value: expectedPrice, bold: true },
    { value: widest?.low.at(-1) ?? expectedPrice, bold: false },
  ];
  const every = Math.max(1, Math.round(categories.length / (isIntraday(timeframe) ? 6 : 9)));
  // Beside a short fan the label of the last bar would run into that of the horizon.
  const lastDated = Math.min(last, end - Math.ceil(0.75 * every));

  return {
    textStyle,
    grid: [
      {
        left: 52,
        right: 58,
        top: placed.length > 0 ? 32 : 20,
        bottom: axisHeight + (hasVolume ? volumeHeight + paneGap : 0),
      },
      { left: 52, right: 58, height: hasVolume ? volumeHeight : 0, bottom: axisHeight },
    ],
    legend: [
      { ...legendStyle, left: 52, data: [...fans.map(({ name }) => name), texts.outlook.expected] },
      { ...legendStyle, left: 52, top: 13, data: placed.length > 0 ? markLegend(marks) : [] },
    ],
    xAxis: [
      { type: 'category', data: categories, axisLine: noTicks, axisTick: noTicks, axisLabel: { show: false } },
      {
        type: 'category',
        gridIndex: 1,
        data: categories,
        axisLine,
        axisTick: noTicks,
        // Dates count back from the last bar, or one a little before it; the horizon has the last label.
        axisLabel: {
          ...textStyle,
          interval: (index: number) => index === end || (index <= lastDated && (lastDated - index) % every === 0),
          hideOverlap: true,
        },
      },
    ],
    yAxis: [
      {
        type: 'value',
        min: lowest - margin,
        max: highest + margin,
        axisLabel: {
          ...textStyle,
          showMinLabel: false,
          showMaxLabel: false,
          formatter: (value: number) => format.axis(value, highest),
        },
        // The ends of the axis are not round numbers.
        splitLine: { ...gridLines, showMinLine: false, showMaxLine: false },
      },
      {
        type: 'value',
        gridIndex: 1,
        min: 0,
        max: highestVolume,
        interval: highestVolume,
        splitLine: noTicks,
        axisLabel: {
          ...textStyle,
          showMinLabel: false,
          formatter: (value: number) => (hasVolume ? format.compact(value) : ''),
        },
      },
    ],
    series: [
      ...fans.map(({ name, fill, low, high }) => band(name, fill, last, low, high)),
      {
        type: 'line',
        name: texts.outlook.expected,
        data: interpolateBound(price, expectedPrice, expectedPrice, horizonBars).map((value, n) => [last + n, value]),
        symbol: 'none',
        lineStyle: { color: colours.accent, width: 1.4 },
        itemStyle: { color: colours.accent },
        z: 4,
      },
      {
        type: 'candlestick',
        data: candles,
        itemStyle: {
          color: colours.paper,
          borderColor: colours.up,
          color0: colours.down,
          borderColor0: colours.down,
          borderWidth: 0.7,
        },
        barMaxWidth: 6,
        z: 3,
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: colours.muted, type: 'dotted', width: 0.7 },
          data: [{ xAxis: last }],
        },
      },
      {
        type: 'scatter',
        data: endLabels.map(({ value, bold }) => ({
          value: [end, value],
          label: {
            show: true,
            position: 'right' as const,
            distance: 5,
            formatter: format.axis(value, price),
            fontFamily: textStyle.fontFamily,
            fontSize: bold ? 8.5 : 7.5,
            fontWeight: bold ? ('bold' as const) : ('normal' as const),
            color: bold ? colours.accent : colours.muted,
          },
        })),
        symbolSize: 2.5,
        itemStyle: { color: colours.accent },
        // Labels that would touch are moved apart.
        labelLayout: { moveOverlap: 'shiftY' },
        clip: false,
        z: 5,
      },
      ...pastForecastMarks(placed, marks),
      ...(hasVolume ? [volumeBars(volume, texts.outlook.volume)] : []),
    ],
  };
}

/** Past forecasts that begin and end among the bars that are shown. */
function placeForecasts(past: PastForecasts, bars: Bars, start: number): PlacedForecast[] {
  const place = new Map(Array.from(bars.time.slice(start), (time, i) => [time, i]));
  return pickSeparate(past).flatMap((forecast) => {
    const from = place.get(forecast.time);
    const to = place.get(forecast.outcomeTime);
    return from === undefined || to === undefined ? [] : [{ ...forecast, from, to }];
  });
}

function volumeBars(volume: number[], name: string): BarSeriesOption {
  return {
    type: 'bar',
    name,
    xAxisIndex: 1,
    yAxisIndex: 1,
    data: volume,
    barWidth: '60%',
    itemStyle: { color: colours.rule },
    silent: true,
  };
}

/** The area between two bounds, from bar `from` on. */
function band(name: string, fill: string, from: number, low: number[], high: number[]): CustomSeriesOption {
  return {
    type: 'custom',
    name,
    data: [[from, low[0]!]],
    color: fill,
    silent: true,
    z: 1,
    renderItem: (_params, api) => ({
      type: 'polygon',
      shape: {
        points: [
          ...low.map((value, n) => api.coord([from + n, value])),
          ...high.map((value, n) => api.coord([from + n, value])).reverse(),
        ],
      },
      style: { fill },
    }),
  };
}
