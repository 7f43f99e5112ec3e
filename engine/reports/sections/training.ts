import { dataTable, figure, heading, note, subheading, together } from '../blocks.ts';
import { learningRate } from '../charts/learning-rate.ts';
import { trainingCurve } from '../charts/training-curve.ts';
import type { Content } from '../pdf-content.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';

const chartSize = { width: 240, height: 140 };

/** How the network learned, and the parts that the data was cut into. */
export const training: Section = ({ training: record, split }, texts, format) => {
  const words = texts.training;
  const rate = learningRate(record, texts, format);
  const chart = (title: string, option: Parameters<typeof renderChart>[0]): Content => ({
    stack: [subheading(title), figure(renderChart(option, chartSize.width, chartSize.height), chartSize.width)],
    width: chartSize.width,
  });
  return [
    together([
      heading(words.heading),
      {
        columns: [
          chart(words.curve, trainingCurve(record, texts, format)),
          ...(rate === null ? [] : [chart(words.learningRate, rate)]),
        ],
        columnGap: 19,
      },
      note(words.stopping(record.epochs.length, record.bestEpoch, record.stoppedEarly)),
    ]),
    together([
      dataTable(
        [
          { title: words.part, width: '*', alignment: 'left' },
          { title: words.from, width: 100, alignment: 'right' },
          { title: words.to, width: 100, alignment: 'right' },
          { title: words.samples, width: 90, alignment: 'right' },
        ],
        split.map((part) => [
          words.parts[part.name],
          format.date(part.from),
          format.date(part.to),
          format.number(part.samples),
        ]),
      ),
    ]),
  ];
};
