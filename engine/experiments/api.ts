import { experimentSchema } from '#contract/model-spec.ts';
import { api } from '../engine.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { testStart } from '../forecast/bundle.ts';
import { resolveModel, withModel } from '../forecast/open-model.ts';
import { loadHistory } from '../market-data/load-history.ts';
import { evaluateModel } from '../evaluation/evaluate-model.ts';
import { parseDocument } from '../models/parse-spec.ts';
import { readSettings } from '../settings/settings.ts';
import { summariseWalkForwards } from '../store/walk-forwards.ts';
import { describeParent } from './parent.ts';
import { describeRun, summariseRuns } from './describe-run.ts';
import { draftExperiment } from './draft-experiment.ts';
import { estimateExperiment } from './estimate-experiment.ts';
import { runExperiment } from './run-experiment.ts';
import { recallWalkForward, walkForward } from './walk-forward.ts';

export const experimentsApi = {
  parse: api.experiments.parse.handler(({ input }) =>
    parseDocument(experimentSchema, input.text, input.source, 'an experiment; "almanac train … --dry-run" writes one'),
  ),

  draft: api.experiments.draft.handler(({ input: { from, ...wishes }, context: { store } }) => {
    const { costs, preset } = readSettings(store.database);
    return draftExperiment({
      ...wishes,
      costs: wishes.costs ?? costs,
      preset: wishes.preset ?? (wishes.spec === undefined && from === undefined ? preset : undefined),
      ...(from !== undefined && { parent: describeParent(store.database, from) }),
    });
  }),

  train: api.experiments.train.handler(({ input, context: { store, clock }, signal }) =>
    runExperiment(store.database, clock, input.experiment, signal),
  ),

  estimate: api.experiments.estimate.handler(({ input, context: { store }, signal }) =>
    estimateExperiment(store.database, input.experiment, signal),
  ),

  evaluate: api.experiments.evaluate.handler(({ input, context: { store } }) => {
    const model = resolveModel(store.database, input.model);
    return withModel(store.database, model, (manifest, network) => {
      const inputs = Object.keys(manifest.scalers).map((symbol) => ({
        symbol,
        ...loadHistory(store.database, symbol, {
          timeframe: manifest.experiment.spec.timeframe,
          series: listSeriesNames(manifest.features),
        }),
      }));
      return evaluateModel(manifest, network, inputs, testStart(manifest));
    });
  }),

  walkForward: api.experiments.walkForward.handler(({ input, context: { store, clock }, signal }) =>
    walkForward(store.database, clock, input.experiment, input.plan, signal),
  ),

  walkForwards: api.experiments.walkForwards.handler(({ context: { store } }) => summariseWalkForwards(store.database)),

  recallWalkForward: api.experiments.recallWalkForward.handler(({ input, context: { store } }) =>
    recallWalkForward(store.database, input.id),
  ),
};

export const runsApi = {
  list: api.runs.list.handler(({ input, context: { store } }) => summariseRuns(store.database, input)),

  get: api.runs.get.handler(({ input, context: { store } }) => describeRun(store.database, input.id)),
};
