import type { CustomSeriesOption, EChartsOption } from 'echarts';
import type { Bars } from '#contract/bars.ts';
import type { Forecast } from '#contract/forecast.ts';
import type { ReportFormat } from '../format.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { axisLine, gridLines, legendStyle, noTicks, textStyle } from './chart-style.ts';
import { interpolateBound } from './fan.ts';

const shownBars = 90;

/** Widest first, so that the narrower ones are drawn over it. */
const fills = { 0.95: colours.fan95, 0.8: colours.fan80, 0.5: colours.fan50 } as const;

/** The last bars as candles (hollow when the close is above the open) and the forecast fan after them. */
export function candlesWithFan(
  bars: Bars,
  forecast: Forecast,
  texts: ReportTexts,
  format: ReportFormat,
): EChartsOption {
  const start = Math.max(0, bars.time.length - shownBars);
  const last = bars.time.length - 1 - start;
  const { horizonBars, price, expectedPrice } = forecast;
  const candles = Array.from(bars.time.slice(start), (_, i) => [
    bars.open[start + i]!,
    bars.close[start + i]!,
    bars.low[start + i]!,
    bars.high[start + i]!,
  ]);
  const categories = [
    ...Array.from(bars.time.slice(start), (time) => format.shortDate(time)),
    ...Array.from({ length: horizonBars }, (_, n) => `+${String(n + 1)}`),
  ];
  const fans = [...forecast.intervals]
    .sort((a, b) => b.coverage - a.coverage)
    .map((interval) => ({
      name: texts.outlook.interval(interval.coverage),
      fill: fills[interval.coverage],
      low: interpolateBound(price, expectedPrice, interval.lowPrice, horizonBars),
      high: interpolateBound(price, expectedPrice, interval.highPrice, horizonBars),
    }));
  const extremes = [
    ...bars.low.slice(start),
    ...bars.high.slice(start),
    expectedPrice,
    ...fans.flatMap(({ low, high }) => [...low, ...high]),
  ];
  const lowest = Math.min(...extremes);
  const highest = Math.max(...extremes);
  const margin = (highest - lowest) * 0.04 || Math.abs(highest) * 0.01 || 1;
  const end = last + horizonBars;
  const widest = fans[0];
  const endLabels = [
    { value: widest?.high.at(-1) ?? expectedPrice, bold: false },
    { value: expectedPrice, bold: true },
    { value: widest?.low.at(-1) ?? expectedPrice, bold: false },
  ];
  const every = Math.max(1, Math.round(categories.length / 9));

  return {
    textStyle,
    grid: { left: 52, right: 58, top: 20, bottom: 20 },
    legend: { ...legendStyle, left: 52, data: [...fans.map(({ name }) => name), texts.outlook.expected] },
    xAxis: {
      type: 'category',
      data: categories,
      axisLine,
      axisTick: noTicks,
      // Dates count back from the last bar, which always has a label; the horizon has the last one.
      axisLabel: {
        ...textStyle,
        interval: (index: number) => index === end || (index <= last && (last - index) % every === 0),
        hideOverlap: true,
      },
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
      // The ends of the axis are not round numbers.
      splitLine: { ...gridLines, showMinLine: false, showMaxLine: false },
    },
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
    ],
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
