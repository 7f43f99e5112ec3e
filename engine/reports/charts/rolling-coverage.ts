import type { EChartsOption } from 'echarts';
import type { RollingCoverage } from '#contract/evaluation.ts';
import type { ReportFormat } from '../format.ts';
import { colours } from '../style.ts';
import { axisLine, gridLines, noTicks, textStyle } from './chart-style.ts';

/** Coverage over the last bars at each time, over the band in which it keeps what it promises. */
export function rollingCoverage(rolling: RollingCoverage, format: ReportFormat): EChartsOption {
  const { curve, nominal, tolerance } = rolling;
  const values = curve.map(({ coverage }) => coverage);
  const every = Math.max(1, Math.floor(curve.length / 3));
  return {
    textStyle,
    grid: { left: 40, right: 12, top: 8, bottom: 30 },
    xAxis: {
      type: 'category',
      data: curve.map(({ time }) => format.date(time)),
      axisLine,
      axisTick: noTicks,
      axisLabel: { ...textStyle, interval: (index: number) => index % every === Math.floor(every / 2) },
    },
    yAxis: {
      type: 'value',
      min: Math.max(0, Math.floor(20 * Math.min(nominal - 2 * tolerance, ...values)) / 20),
      max: 1,
      splitNumber: 4,
      splitLine: gridLines,
      axisLabel: { ...textStyle, formatter: (value: number) => format.percent(value, 0) },
    },
    series: [
      {
        type: 'line',
        data: values,
        // A single window has no line to draw.
        symbol: curve.length > 1 ? 'none' : 'circle',
        symbolSize: 4,
        lineStyle: { color: colours.accent, width: 1.1 },
        itemStyle: { color: colours.accent },
        markArea: {
          silent: true,
          itemStyle: { color: colours.rule, opacity: 0.45 },
          data: [[{ yAxis: nominal - tolerance }, { yAxis: Math.min(1, nominal + tolerance) }]],
        },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: colours.muted, type: 'dashed', width: 0.8 },
          data: [{ yAxis: nominal }],
        },
      },
    ],
  };
}
