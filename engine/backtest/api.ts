import { api } from '../engine.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { resolveModel, withModel } from '../forecast/open-model.ts';
import { loadHistory } from '../market-data/load-history.ts';
import { backtestModel } from './backtest-model.ts';

export const backtestsApi = {
  run: api.backtests.run.handler(({ input, context: { store } }) =>
    withModel(store.database, resolveModel(store.database, input.model), (manifest, network) => {
      const symbols = input.symbols ?? Object.keys(manifest.scalers);
      const histories = symbols.map((symbol) =>
        loadHistory(store.database, symbol, {
          timeframe: manifest.experiment.spec.timeframe,
          series: listSeriesNames(manifest.features),
        }),
      );
      return backtestModel(manifest, network, histories, input.costs ?? manifest.experiment.costs, input.horizonBars);
    }),
  ),
};
