import type { EChartsOption } from 'echarts';
import type { TrainingRecord } from '#contract/training.ts';
import type { ReportFormat } from '../format.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { axisLine, gridLines, legendStyle, noTicks, textStyle } from './chart-style.ts';

/** Training and validation loss by epoch, and the epoch whose weights were kept. */
export function trainingCurve(training: TrainingRecord, texts: ReportTexts, format: ReportFormat): EChartsOption {
  const words = texts.training;
  const lines = [
    {
      name: words.trainLoss,
      data: training.epochs.map(({ epoch, trainLoss }) => [epoch, trainLoss]),
      colour: colours.second,
      dash: [4, 2],
    },
    {
      name: words.validationLoss,
      data: training.epochs.map(({ epoch, validationLoss }) => [epoch, validationLoss]),
      colour: colours.accent,
      dash: 'solid' as const,
    },
  ];
  const losses = lines.flatMap(({ data }) => data.map(([, loss]) => loss!));
  // Labels of one axis have as many decimals as the distance between two of them needs.
  const range = Math.max(...losses) - Math.min(...losses);
  const decimals = range > 0 ? Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(range / 4)))) : 3;
  const lastEpoch = training.epochs.at(-1)?.epoch ?? 1;
  return {
    textStyle,
    grid: { left: 40, right: 14, top: 30, bottom: 30 },
    legend: { ...legendStyle, left: 40, data: lines.map(({ name }) => name) },
    xAxis: {
      type: 'value',
      min: 1,
      max: Math.max(2, lastEpoch),
      minInterval: 1,
      name: words.epoch,
      nameLocation: 'middle',
      nameGap: 18,
      nameTextStyle: textStyle,
      axisLine,
      axisTick: noTicks,
      splitLine: { show: false },
      axisLabel: { ...textStyle, formatter: (value: number) => format.number(value) },
    },
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 4,
      splitLine: gridLines,
      axisLabel: { ...textStyle, formatter: (value: number) => format.number(value, decimals) },
    },
    series: lines.map(({ name, data, colour, dash }, i) => ({
      type: 'line',
      name,
      data,
      // A run of one epoch has no line to draw.
      symbol: training.epochs.length > 1 ? 'none' : 'circle',
      symbolSize: 4,
      lineStyle: { color: colour, width: 1.1, type: dash },
      itemStyle: { color: colour },
      ...(i === 1 &&
        training.epochs.length > 1 && {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: colours.muted, type: 'dotted', width: 0.8 },
            label: {
              ...textStyle,
              formatter: words.bestEpoch(training.bestEpoch),
              position: 'end',
              distance: 2,
              // In the right half the label goes to the left of its line, or the edge would cut it.
              align: training.bestEpoch > lastEpoch / 2 ? 'right' : 'center',
            },
            data: [{ xAxis: training.bestEpoch }],
          },
        }),
    })),
  };
}
