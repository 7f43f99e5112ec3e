import { dataTable, figure, note, paragraph, subheading, together } from '../blocks.ts';
import { confusion } from '../charts/confusion.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';
import { spanOf } from '#contract/span.ts';

const chartSize = { width: 212, height: 128 };

/** The part of the evidence that only models with classes have: what they did with each. */
export const classes: Section = ({ evaluation }, texts, format) => {
  const { classes: report, edge, horizonBars, timeframe } = evaluation;
  if (!report) return [];
  const words = texts.classes;
  return [
    together([
      {
        columns: [
          {
            width: chartSize.width,
            stack: [
              subheading(words.confusion),
              figure(renderChart(confusion(report, texts, format), chartSize.width, chartSize.height), chartSize.width),
            ],
          },
          {
            width: '*',
            stack: [
              subheading(words.heading(spanOf(horizonBars, timeframe))),
              dataTable(
                [
                  { title: words.name, width: '*', alignment: 'left' },
                  { title: words.support, width: 48, alignment: 'right' },
                  { title: words.precision, width: 44, alignment: 'right' },
                  { title: words.recall, width: 44, alignment: 'right' },
                  { title: words.f1, width: 34, alignment: 'right' },
                ],
                report.classes.map((score) => [
                  words.names[score.name],
                  format.number(score.support),
                  format.percent(score.precision),
                  format.percent(score.recall),
                  format.number(score.f1, 2),
                ]),
              ),
              paragraph(words.accuracy(report, edge !== 'unknown')),
              paragraph(words.logLoss(report)),
              note(words.confusionNote),
            ],
          },
        ],
        columnGap: 18,
      },
    ]),
  ];
};
