import { figure, heading, note, paragraph, subheading, together } from '../blocks.ts';
import { pit } from '../charts/pit.ts';
import { pickSeparate } from '../past-forecasts.ts';
import { pitHistogram } from '../pit-histogram.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';
import { shareInterval } from '../share-interval.ts';

const chartSize = { width: 240, height: 150 };
const BINS = 10;

/** Where outcomes fell within their forecasts; nothing where none is known. */
export const coverage: Section = ({ pastForecasts: past }, texts, format) => {
  const words = texts.coverage;
  const { counts, total } = pitHistogram(past, BINS);
  const separate = pickSeparate(past).length;
  if (total === 0) return [];
  // Overlapping forecasts repeat each other: what counts is how many do not.
  const band = shareInterval(separate / BINS, separate);
  return [
    together([
      heading(words.heading),
      {
        columns: [
          {
            stack: [
              subheading(words.pit),
              figure(renderChart(pit(counts, band, texts, format), chartSize.width, chartSize.height), chartSize.width),
            ],
            width: chartSize.width,
          },
          {
            stack: [subheading(words.howToRead), paragraph(words.reading), note(words.band(total, separate))],
            width: '*',
          },
        ],
        columnGap: 19,
      },
    ]),
  ];
};
