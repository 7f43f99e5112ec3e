import { dataTable, definitions, figure, heading, note, subheading, together } from '../blocks.ts';
import { trainingCurve } from '../charts/training-curve.ts';
import { renderChart } from '../render-chart.ts';
import type { Section } from '../section.ts';

const rightWidth = 226;

/** The card stays on one page; the JSON report lists everything. */
const shownFeatures = 16;

/** What the model is made of and how it came to be. */
export const modelCard: Section = ({ training, certificate, split, manifest }, texts, format) => {
  const words = texts.modelCard;
  const { spec, seed } = manifest.experiment;
  const { epochs, bestEpoch, stoppedEarly } = training;
  const hidden = manifest.features.length - shownFeatures;
  const features = [
    ...manifest.features.slice(0, shownFeatures).map(words.feature),
    ...(hidden > 0 ? [words.moreFeatures(hidden)] : []),
  ];
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
                    [...spec.layers.map(words.layer), words.head(spec.head, spec.label.horizons.length)].join(' → '),
                  ],
                  [words.parameters, words.parameterCount(training.parameterCount)],
                  [words.window, words.windowSentence(spec.windowBars, spec.timeframe)],
                  [words.features, features.join(', ')],
                  [words.label, words.labelSentence(spec.label, spec.timeframe)],
                  [words.learningRate, words.learningRateSentence(spec.training)],
                  [words.backend, words.trainedBy(training.engine, Math.round(training.sequencesPerSecond))],
                  [words.seed, String(seed)],
                  [words.certificate, words.certificateSentence(certificate)],
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
