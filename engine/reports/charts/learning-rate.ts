import type { EChartsOption } from 'echarts';
import type { TrainingRecord } from '#contract/training.ts';
import type { ReportFormat } from '../format.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { axisLine, gridLines, noTicks, textStyle } from './chart-style.ts';

/** The learning rate of each epoch, as steps; null of models of before it was written down. */
export function learningRate(training: TrainingRecord, texts: ReportTexts, format: ReportFormat): EChartsOption | null {
  const points = training.epochs.flatMap(({ epoch, learningRate: rate }) =>
    rate === undefined ? [] : [[epoch, rate]],
  );
  if (points.length === 0) return null;
  const lastEpoch = training.epochs.at(-1)?.epoch ?? 1;
  return {
    textStyle,
    grid: { left: 48, right: 14, top: 30, bottom: 30 },
    xAxis: {
      type: 'value',
      min: 1,
      max: Math.max(2, lastEpoch),
      minInterval: 1,
      name: texts.training.epoch,
      nameLocation: 'middle',
      nameGap: 18,
      nameTextStyle: textStyle,
      axisLine,
      axisTick: noTicks,
      splitLine: { show: false },
      axisLabel: { ...textStyle, hideOverlap: true, formatter: (value: number) => format.number(value) },
    },
    yAxis: {
      type: 'value',
      min: 0,
      splitNumber: 4,
      splitLine: gridLines,
      axisLabel: { ...textStyle, formatter: (value: number) => format.significant(value) },
    },
    series: [
      {
        type: 'line',
        step: 'middle',
        data: points,
        symbol: points.length > 1 ? 'none' : 'circle',
        symbolSize: 4,
        lineStyle: { color: colours.accent, width: 1.1 },
        itemStyle: { color: colours.accent },
      },
    ],
  };
}
