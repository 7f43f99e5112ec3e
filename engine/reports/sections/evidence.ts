import type { Estimate } from '#contract/evaluation.ts';
import { breakable, dataTable, figure, heading, note, panel, paragraph, subheading, together } from '../blocks.ts';
import { directionSkill } from '../charts/direction-skill.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';
import { colours } from '../style.ts';

const chartWidth = 232;

/** What the model did on data it has not seen, beside what needs no model. */
export const evidence: Section = ({ evaluation, instrument }, texts, format) => {
  const words = texts.evidence;
  const found = evaluation.edge === 'found';
  const range = ({ low, high }: Estimate, write: (value: number) => string): string =>
    evaluation.edge === 'unknown' ? '–' : `${write(low)} – ${write(high)}`;
  const own = evaluation.instruments.find(({ symbol }) => symbol === instrument.symbol);
  const ownScore = own === undefined ? words.noneOwn(instrument.symbol) : words.own(own);
  const isPooled = evaluation.instruments.length > 1 || own === undefined;
  const scores = [evaluation.direction, ...evaluation.baselines];
  const rows = scores.map((score, i) => [
    i === 0 ? words.model : words.baseline(score),
    format.percent(score.accuracy.value),
    range(score.accuracy, format.percent),
    format.number(score.mcc.value, 2),
  ]);
  const chartHeight = 34 + 17 * scores.length;
  return [
    together([
      heading(words.heading),
      panel(
        [{ ...breakable(words.verdict(evaluation)), bold: true }],
        found ? colours.up : colours.warning,
        found ? colours.faint : colours.warningFill,
      ),
      {
        columns: [
          {
            width: chartWidth,
            stack: [
              subheading(words.chart),
              figure(renderChart(directionSkill(evaluation, texts, format), chartWidth, chartHeight), chartWidth),
            ],
          },
          {
            width: '*',
            stack: [
              dataTable(
                [
                  { title: words.method, width: '*', alignment: 'left' },
                  { title: words.accuracy, width: 46, alignment: 'right' },
                  { title: words.interval95, width: 82, alignment: 'right' },
                  { title: words.correlation, width: 32, alignment: 'right' },
                ],
                rows,
                0,
              ),
            ],
            margin: [0, 4, 0, 0],
          },
        ],
        columnGap: 16,
      },
      paragraph(words.slice(evaluation)),
      ...(isPooled ? [paragraph(ownScore)] : []),
      paragraph(words.pinball(evaluation)),
      paragraph(words.returns(evaluation)),
      note(words.bootstrap(evaluation)),
    ]),
  ];
};
