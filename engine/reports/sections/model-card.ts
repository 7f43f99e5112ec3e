import { dataTable, definitions, figure, heading, note, subheading, together } from '../blocks.ts';
import { trainingCurve } from '../charts/training-curve.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';

const rightWidth = 226;

/** What the model is made of and how it came to be. */
export const modelCard: Section = ({ training, split, manifest }, texts, format) => {
  const words = texts.modelCard;
  const { spec, seed } = manifest.experiment;
  const { epochs, bestEpoch, stoppedEarly } = training;
  const svg = renderChart(trainingCurve(training, texts, format), rightWidth, 150);
  return [
    together([
      heading(words.heading),
      {
        columns: [
          {
            width: '*',
            stack: [
              definitions(
                [
                  [words.model, `${manifest.model.name} v${String(manifest.model.version)}`],
                  [
                    words.architecture,
                    [...spec.layers.map(words.layer), words.quantileHead(spec.head.levels.length)].join(' → '),
                  ],
                  [words.parameters, words.parameterCount(training.parameterCount)],
                  [words.window, words.bars(spec.windowBars)],
                  [words.features, manifest.features.map(words.feature).join(', ')],
                  [words.label, words.labelSentence(spec.label)],
                  [words.backend, training.engine],
                  [words.seed, String(seed)],
                  [words.throughput, words.sequencesPerSecond(Math.round(training.sequencesPerSecond))],
                ],
                70,
              ),
            ],
          },
          {
            width: rightWidth,
            stack: [
              subheading(words.trainingCurve),
              figure(svg, rightWidth),
              note(words.stopping(epochs.length, bestEpoch, stoppedEarly)),
            ],
          },
        ],
        columnGap: 20,
      },
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
