import { componentNames } from '#contract/forecast.ts';
import { bullets, heading, note, subheading, together } from '../blocks.ts';
import type { Section } from '../section.ts';
import { timeframeOf } from '#contract/span.ts';

/** The reasons of the forecast, each tied to its numbers. */
export const reasons: Section = ({ forecast, manifest }, texts) => {
  const timeframe = timeframeOf(forecast);
  const sentences = forecast.reasons.map((reason) => {
    if (reason.kind !== 'feature') return texts.reasons.sentence(reason, '', timeframe);
    const { feature: kind, params, series, column } = reason;
    const name = texts.modelCard.feature({
      kind,
      params: params ?? manifest.features.find((feature) => feature.kind === kind)?.params ?? {},
      ...(series !== undefined && { series }),
      ...(column !== undefined && { columns: [column] }),
    });
    return texts.reasons.sentence(reason, name.charAt(0).toUpperCase() + name.slice(1), timeframe);
  });
  if (sentences.length === 0) return [];
  const { components } = forecast;
  const parts = components ? componentNames.map((name) => texts.reasons.component(name, components[name])) : [];
  return [
    together([
      heading(texts.reasons.heading),
      bullets(sentences),
      ...(parts.length > 0
        ? [subheading(texts.reasons.components), bullets(parts), note(texts.reasons.componentsNote)]
        : []),
    ]),
  ];
};
