import { bullets, heading, together } from '../blocks.ts';
import type { Section } from '../section.ts';

/** The reasons of the forecast, each tied to its numbers. */
export const reasons: Section = ({ forecast, manifest }, texts) => {
  const { features } = manifest.experiment.spec;
  const sentences = forecast.reasons.map((reason) => {
    if (reason.kind !== 'feature') return texts.reasons.sentence(reason, '');
    const spec = features.find((feature) => feature.kind === reason.feature);
    const name = spec === undefined ? reason.feature : texts.modelCard.feature(spec);
    return texts.reasons.sentence(reason, name.charAt(0).toUpperCase() + name.slice(1));
  });
  if (sentences.length === 0) return [];
  return [together([heading(texts.reasons.heading), bullets(sentences)])];
};
