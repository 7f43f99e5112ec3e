import type { EChartsOption } from 'echarts';
import type { ClassReport } from '#contract/evaluation.ts';
import type { ReportFormat } from '../format.ts';
import { colours } from '../style.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { noTicks, textStyle } from './chart-style.ts';

/** Outcomes by what came (rows) and what was said (columns), each row tinted by its shares. */
export function confusion(report: ClassReport, texts: ReportTexts, format: ReportFormat): EChartsOption {
  const words = texts.classes;
  const names = report.classes.map(({ name }) => words.names[name]);
  const cells = report.confusion.flatMap((row, actual) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, said) => ({ actual, said, count, share: total > 0 ? count / total : 0 }));
  });
  const axis = {
    type: 'category' as const,
    data: names,
    axisLine: noTicks,
    axisTick: noTicks,
    splitLine: noTicks,
    axisLabel: { ...textStyle, color: colours.ink },
    nameTextStyle: textStyle,
    nameLocation: 'middle' as const,
  };
  return {
    textStyle,
    grid: { left: 66, right: 4, top: 28, bottom: 2 },
    xAxis: { ...axis, position: 'top', name: words.said, nameGap: 16 },
    yAxis: { ...axis, inverse: true, name: words.actual, nameGap: 54 },
    // Pale enough at its darkest for black figures.
    visualMap: {
      show: false,
      type: 'continuous',
      min: 0,
      max: 1,
      dimension: 2,
      inRange: { color: [colours.paper, colours.fan50] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map(({ actual, said, share }) => [said, actual, share]),
        itemStyle: { borderColor: colours.rule, borderWidth: 0.5 },
        label: {
          show: true,
          fontFamily: textStyle.fontFamily,
          fontSize: 8,
          color: colours.ink,
          formatter: ({ dataIndex }) => {
            const { count, share } = cells[dataIndex]!;
            return `${format.number(count)}\n${format.percent(share, 0)}`;
          },
        },
        silent: true,
      },
    ],
  };
}
