import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { BacktestResult } from '#contract/backtest.ts';
import { isIntraday } from '../../market-data/time/timeframe-length.ts';
import type { ReportFormat } from '../format.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { axisLine, gridLines, legendStyle, noTicks, textStyle } from './chart-style.ts';
import { drawdownColumn } from '../../backtest/statistics/max-drawdown.ts';
import { thinToWorst } from './drawdown.ts';

/** More points than this are finer than the printed line. */
const mostPoints = 600;

/** An axis of intraday bars shorter than this has times of day. */
const shortestInDaysMs = 10 * 86_400_000;

/** Capital of the strategy and of buy and hold above, their drawdowns from the peak below. */
export function equity(result: BacktestResult, texts: ReportTexts, format: ReportFormat): EChartsOption {
  const { time, strategy, buyAndHold } = result.equity;
  const stride = Math.max(1, Math.ceil(time.length / mostPoints));
  const kept = time.map((_, i) => i).filter((i) => i === time.length - 1 || i % stride === 0);
  // Over months a time of day says nothing.
  const isShort = isIntraday(result.timeframe) && (time.at(-1) ?? 0) - (time[0] ?? 0) < shortestInDaysMs;
  const dates = kept.map((i) => (isShort ? format.shortTime(time[i]!, result.timeframe) : format.date(time[i]!)));
  const lines = [
    { name: texts.backtest.strategy, capital: strategy, colour: colours.accent, dash: 'solid' as const },
    { name: texts.backtest.buyAndHold, capital: buyAndHold, colour: colours.second, dash: [4, 2] },
  ];
  const labelEvery = Math.max(1, Math.floor(kept.length / 5));
  const xAxis = { type: 'category' as const, data: dates, axisLine: { ...axisLine, onZero: false }, axisTick: noTicks };

  return {
    textStyle,
    legend: { ...legendStyle, left: 58, data: lines.map(({ name }) => name) },
    grid: [
      { left: 58, right: 10, top: 18, height: '48%' },
      { left: 58, right: 10, bottom: 18, height: '24%' },
    ],
    xAxis: [
      { ...xAxis, gridIndex: 0, axisLabel: { show: false } },
      {
        ...xAxis,
        gridIndex: 1,
        position: 'bottom',
        axisLabel: { ...textStyle, interval: (index: number) => index % labelEvery === Math.floor(labelEvery / 2) },
      },
    ],
    yAxis: [
      {
        gridIndex: 0,
        type: 'value',
        scale: true,
        splitNumber: 4,
        splitLine: gridLines,
        axisLabel: {
          ...textStyle,
          formatter: (value: number) => (Math.abs(value) < 1e6 ? format.number(value) : format.axis(value)),
        },
      },
      {
        gridIndex: 1,
        type: 'value',
        max: 0,
        splitNumber: 2,
        splitLine: gridLines,
        name: texts.backtest.drawdown,
        nameLocation: 'end',
        nameTextStyle: { ...textStyle, align: 'left' },
        nameGap: 8,
        axisLabel: { ...textStyle, formatter: (value: number) => format.percent(value, 0) },
      },
    ],
    series: lines.flatMap(({ name, capital, colour, dash }): LineSeriesOption[] => [
      {
        type: 'line',
        name,
        xAxisIndex: 0,
        yAxisIndex: 0,
        data: kept.map((i) => capital[i]!),
        symbol: 'none',
        lineStyle: { color: colour, width: 1.1, type: dash },
        itemStyle: { color: colour },
      },
      {
        type: 'line',
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: thinToWorst(drawdownColumn(result.initialCapital, Float64Array.from(capital)), kept),
        symbol: 'none',
        lineStyle: { color: colour, width: 0.8, type: dash },
      },
    ]),
  };
}
