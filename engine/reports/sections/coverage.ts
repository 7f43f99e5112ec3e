import { figure, heading, note, paragraph, subheading, together } from '../blocks.ts';
import { pit } from '../charts/pit.ts';
import { rollingCoverage } from '../charts/rolling-coverage.ts';
import { pickSeparate } from '../past-forecasts.ts';
import type { Content } from '../pdf-content.ts';
import { pitHistogram } from '../pit-histogram.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';
import { shareInterval } from '../share-interval.ts';

const chartSize = { width: 240, height: 150 };
const BINS = 10;

/** Where outcomes fell within their forecasts, and how coverage held over time; nothing where no outcome is known. */
export const coverage: Section = ({ pastForecasts: past, evaluation }, texts, format) => {
  const words = texts.coverage;
  const { counts, total } = pitHistogram(past, BINS);
  const separate = pickSeparate(past).length;
  if (total === 0) return [];
  // Overlapping forecasts repeat each other: what counts is how many do not.
  const band = shareInterval(separate / BINS, separate);
  const chart = (title: string, option: Parameters<typeof renderChart>[0]): Content => ({
    stack: [subheading(title), figure(renderChart(option, chartSize.width, chartSize.height), chartSize.width)],
    width: chartSize.width,
  });
  const { rolling } = evaluation;
  return [
    together([
      heading(words.heading),
      {
        columns: [
          chart(words.pit, pit(counts, band, texts, format)),
          ...(rolling && rolling.curve.length > 0
            ? [chart(words.rolling(rolling.nominal, rolling.bars), rollingCoverage(rolling, format))]
            : []),
        ],
        columnGap: 19,
      },
      paragraph(words.reading),
      note(
        words.band(total, separate) + (rolling ? ` ${words.rollingBand(rolling.tolerance, rolling.instruments)}` : ''),
      ),
    ]),
  ];
};
