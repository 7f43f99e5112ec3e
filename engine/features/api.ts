import type { FeatureKindSummary } from '#contract/api/features.ts';
import { api } from '../engine.ts';
import type { FeatureKind } from './feature-kind.ts';
import { featureKinds } from './feature-kinds.ts';

export const featuresApi = {
  list: api.features.list.handler(() =>
    featureKinds.map(summariseKind).sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0)),
  ),
};

function summariseKind(feature: FeatureKind): FeatureKindSummary {
  const { kind, group, columns, parameters, needs } = feature;
  const defaults = Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]));
  return {
    kind,
    group,
    columns,
    parameters,
    needs: typeof needs === 'string' ? needs : `series ${needs.series}`,
    warmupBars: feature.warmupBars(defaults, columns),
  };
}
