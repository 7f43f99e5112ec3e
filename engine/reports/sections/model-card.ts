import { definitions, heading, together } from '../blocks.ts';
import type { Section } from '../section.ts';

/** The card stays on one page; the JSON report lists everything. */
const shownFeatures = 24;

/** What the model is made of. */
export const modelCard: Section = ({ training, manifest }, texts) => {
  const words = texts.modelCard;
  const { spec, seed } = manifest.experiment;
  const hidden = manifest.features.length - shownFeatures;
  const features = [
    ...manifest.features.slice(0, shownFeatures).map(words.feature),
    ...(hidden > 0 ? [words.moreFeatures(hidden)] : []),
  ];
  return [
    together([
      heading(words.heading),
      definitions(
        [
          [words.model, `${manifest.model.name} v${String(manifest.model.version)}`],
          [
            words.architecture,
            [...spec.layers.map(words.layer), words.head(spec.head, spec.label.horizons.length)].join(' → '),
          ],
          [words.start, words.startSentence(manifest.lineage)],
          [words.parameters, words.parameterCount(training.parameterCount)],
          [words.window, words.windowSentence(spec.windowBars, spec.timeframe)],
          [words.features, features.join(', ')],
          [words.label, words.labelSentence(spec.label, spec.timeframe)],
          [words.learningRate, words.learningRateSentence(spec.training)],
          [words.instruments, words.instrumentsSentence(manifest.experiment.instruments)],
          [words.backend, words.trainedBy(training.engine, Math.round(training.sequencesPerSecond))],
          [words.seed, String(seed)],
        ],
        104,
      ),
    ]),
  ];
};
