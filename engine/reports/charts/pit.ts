import type { EChartsOption } from 'echarts';
import type { ReportFormat } from '../format.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { axisLine, gridLines, noTicks, textStyle } from './chart-style.ts';

/**
 * Shares of outcomes by the probability that the forecast gave to prices up to them, over the band in which 95 % of
 * the shares lie where the forecasts mean what they say.
 */
export function pit(
  counts: readonly number[],
  band: { low: number; high: number },
  texts: ReportTexts,
  format: ReportFormat,
): EChartsOption {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => count / total);
  const expected = 1 / counts.length;
  const labels = counts.map((_, i) => format.percent((i + 1) / counts.length, 0));
  return {
    textStyle,
    grid: { left: 48, right: 12, top: 8, bottom: 30 },
    xAxis: {
      type: 'category',
      data: labels,
      axisLine,
      axisTick: noTicks,
      axisLabel: { ...textStyle, interval: 1 },
      name: texts.coverage.pitAxis,
      nameLocation: 'middle',
      nameGap: 18,
      nameTextStyle: textStyle,
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: Math.max(0.2, 1.15 * band.high, ...shares),
      splitNumber: 4,
      splitLine: gridLines,
      axisLabel: { ...textStyle, showMaxLabel: false, formatter: (value: number) => format.percent(value, 0) },
    },
    series: [
      {
        type: 'bar',
        data: shares,
        barWidth: '82%',
        itemStyle: { color: colours.fan50 },
        silent: true,
        markArea: {
          silent: true,
          itemStyle: { color: colours.rule, opacity: 0.45 },
          data: [[{ yAxis: band.low }, { yAxis: band.high }]],
        },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: colours.muted, type: 'dashed', width: 0.8 },
          data: [{ yAxis: expected }],
        },
      },
    ],
  };
}
