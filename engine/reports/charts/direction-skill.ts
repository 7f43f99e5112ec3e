import type { EChartsOption } from 'echarts';
import type { Evaluation } from '#contract/evaluation.ts';
import type { ReportFormat } from '../format.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { axisLine, gridLines, noTicks, textStyle } from './chart-style.ts';

/**
 * Accuracy of the model and of each baseline as a dot on its 95 % interval, beside the coin toss; without the interval
 * where it is unknown.
 */
export function directionSkill(evaluation: Evaluation, texts: ReportTexts, format: ReportFormat): EChartsOption {
  const scores = [
    { name: texts.evidence.model, accuracy: evaluation.direction.accuracy, colour: colours.accent },
    ...evaluation.baselines.map((score) => ({
      name: texts.evidence.baseline(score),
      accuracy: score.accuracy,
      colour: colours.muted,
    })),
  ];
  const known = evaluation.edge !== 'unknown';
  const bounds = scores
    .flatMap(({ accuracy }) => (known ? [accuracy.low, accuracy.high] : [accuracy.value]))
    .filter(Number.isFinite);
  // Whole steps around the data, at most seven of them (more labels would touch), the coin toss always in view.
  const from = Math.min(0.45, ...bounds);
  const to = Math.max(0.55, ...bounds);
  const step = to - from > 0.6 ? 0.2 : to - from > 0.25 ? 0.1 : 0.05;
  const low = Math.max(0, Math.floor(from / step) * step);
  const high = Math.min(1, Math.ceil(to / step) * step);

  return {
    textStyle,
    grid: { left: 96, right: 12, top: 14, bottom: 18 },
    xAxis: {
      type: 'value',
      min: low,
      max: high,
      interval: step,
      axisLabel: { ...textStyle, formatter: (value: number) => format.percent(value, 0) },
      splitLine: gridLines,
      axisLine,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: scores.map(({ name }) => name),
      axisLine: noTicks,
      axisTick: noTicks,
      axisLabel: { ...textStyle, fontSize: 8, color: colours.ink, width: 90, overflow: 'truncate' },
    },
    series: [
      {
        type: 'custom',
        data: known ? scores.map(({ accuracy }, row) => [accuracy.low, accuracy.high, row]) : [],
        encode: { x: [0, 1], y: 2 },
        silent: true,
        renderItem: (params, api) => {
          const row = api.value(2);
          const from = api.coord([api.value(0), row]);
          const to = api.coord([api.value(1), row]);
          return {
            type: 'line',
            shape: { x1: from[0]!, y1: from[1]!, x2: to[0]!, y2: to[1]! },
            style: { stroke: scores[params.dataIndex]?.colour ?? colours.muted, lineWidth: 2 },
          };
        },
      },
      {
        type: 'scatter',
        data: scores.map(({ accuracy, colour }, row) => ({
          value: [accuracy.value, row],
          itemStyle: { color: colour },
        })),
        symbolSize: 7,
        itemStyle: { opacity: 1 },
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: colours.down, type: 'dashed', width: 0.9 },
          label: {
            ...textStyle,
            color: colours.down,
            formatter: texts.evidence.coinToss,
            position: 'start',
            distance: 2,
          },
          data: [{ xAxis: 0.5 }],
        },
      },
    ],
  };
}
