import type { EChartsOption } from 'echarts';
import type { ReliabilityBin } from '#contract/evaluation.ts';
import type { ReportFormat } from '../format.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { axisLine, gridLines, noTicks, textStyle } from './chart-style.ts';

const largestDot = 15;

/** Probability said against frequency observed; the area of a dot is proportional to its count. */
export function reliability(bins: readonly ReliabilityBin[], texts: ReportTexts, format: ReportFormat): EChartsOption {
  const filled = bins.filter((bin) => bin.count > 0);
  const most = Math.max(1, ...filled.map((bin) => bin.count));
  const axis = {
    type: 'value' as const,
    min: 0,
    max: 1,
    interval: 0.25,
    axisLine,
    axisTick: noTicks,
    splitLine: gridLines,
    axisLabel: { ...textStyle, formatter: (value: number) => format.percent(value, 0) },
    nameTextStyle: textStyle,
    nameLocation: 'middle' as const,
  };
  return {
    textStyle,
    grid: { left: 48, right: 12, top: 8, bottom: 30 },
    xAxis: { ...axis, name: texts.calibration.meanProbability, nameGap: 18 },
    yAxis: { ...axis, name: texts.calibration.observed, nameGap: 32 },
    series: [
      {
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        symbol: 'none',
        lineStyle: { color: colours.muted, type: 'dashed', width: 0.8 },
      },
      {
        type: 'line',
        data: filled.map((bin) => [bin.meanProbability, bin.observedFrequency]),
        symbol: 'none',
        lineStyle: { color: colours.accent, width: 1 },
      },
      {
        type: 'scatter',
        data: filled.map((bin) => ({
          value: [bin.meanProbability, bin.observedFrequency],
          symbolSize: Math.max(2.5, largestDot * Math.sqrt(bin.count / most)),
        })),
        itemStyle: { color: colours.accent, opacity: 0.75 },
        clip: false,
      },
    ],
  };
}
