import { dataTable, figure, heading, note, paragraph, subheading, together } from '../blocks.ts';
import { reliability } from '../charts/reliability.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';

const chartSize = { width: 212, height: 160 };

/** Whether probabilities and intervals mean what they say. */
export const calibration: Section = ({ evaluation }, texts, format) => {
  const words = texts.calibration;
  const svg = renderChart(
    reliability(evaluation.probability.reliability, texts, format),
    chartSize.width,
    chartSize.height,
  );
  return [
    together([
      heading(words.heading),
      {
        columns: [
          {
            width: chartSize.width,
            stack: [subheading(words.reliability), figure(svg, chartSize.width)],
          },
          {
            width: '*',
            stack: [
              subheading(words.coverage),
              dataTable(
                [
                  { title: words.promised, width: '*', alignment: 'left' },
                  { title: words.held, width: 42, alignment: 'right' },
                  { title: words.width, width: 44, alignment: 'right' },
                  { title: words.heldByVolatility, width: 52, alignment: 'right' },
                  { title: words.widthByVolatility, width: 56, alignment: 'right' },
                ],
                evaluation.intervals.map((interval) => [
                  format.percent(interval.nominal, 0),
                  format.percent(interval.coverage.value),
                  format.number(interval.meanWidth, 3),
                  format.percent(interval.baselineCoverage),
                  format.number(interval.baselineMeanWidth, 3),
                ]),
              ),
              ...(evaluation.instruments.length > 1 ? [note(words.pooled(evaluation.instruments.length))] : []),
              note(words.coverageNote),
              note(words.reliabilityNote),
              paragraph(words.brier(evaluation)),
              paragraph(words.calibrationError(evaluation.probability)),
              ...(evaluation.rolling ? [paragraph(words.rolling(evaluation.rolling))] : []),
            ],
          },
        ],
        columnGap: 18,
      },
    ]),
  ];
};
