import type { ModelComparison } from '#contract/api/models.ts';
import { AppError } from '#contract/errors.ts';
import { compareForecasts } from '../evaluation/compare-forecasts.ts';
import { forecastSlice, type SliceForecasts } from '../evaluation/forecast-slice.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { testStart, type BundleManifest } from '../forecast/bundle.ts';
import { readBundle, resolveModel, withModel } from '../forecast/open-model.ts';
import { deriveSeed } from '../kernel/random.ts';
import { findLastBar, loadHistory } from '../market-data/load-history.ts';
import type { StoredModel } from '../store/models.ts';
import type { ReadDatabase } from '../store/open-store.ts';

/**
 * Scores two models on the bars that both can forecast, from the later of their test slices on. Errors: those of
 * resolveModel, model/other-horizons, data/too-short.
 */
export async function compareModels(
  database: ReadDatabase,
  request: { readonly a: string; readonly b: string; readonly horizonBars?: number | undefined },
): Promise<ModelComparison> {
  const models = [resolveModel(database, request.a), resolveModel(database, request.b)] as const;
  const [a, b] = models.map((model) => readBundle(database, model).manifest) as [BundleManifest, BundleManifest];
  const horizonBars = chooseHorizon(a, b, request.horizonBars);
  const { timeframe } = a.experiment.spec;
  const symbols = Object.keys(a.scalers).filter(
    (symbol) => symbol in b.scalers && findLastBar(database, symbol, timeframe) !== null,
  );
  if (symbols.length === 0) {
    throw new AppError(
      'data/too-short',
      'The two models share no instrument that the workspace has.',
      'Compare models that were trained on the same instruments.',
    );
  }
  const from = Math.max(testStart(a), testStart(b));
  const [ofA, ofB] = [
    await forecastHorizon(database, models[0], symbols, from, horizonBars),
    await forecastHorizon(database, models[1], symbols, from, horizonBars),
  ];
  const times = symbols.map((symbol) => loadHistory(database, symbol, { timeframe }).bars.time);
  const seed = deriveSeed(a.experiment.seed, 'comparison');
  return {
    a: `${models[0].name}@${models[0].version}`,
    b: `${models[1].name}@${models[1].version}`,
    horizonBars,
    timeframe,
    symbols,
    ...compareForecasts(ofA, ofB, times, horizonBars, seed),
  };
}

async function forecastHorizon(
  database: ReadDatabase,
  model: StoredModel,
  symbols: readonly string[],
  from: number,
  horizonBars: number,
): Promise<SliceForecasts> {
  return withModel(database, model, async (manifest, network) => {
    const { spec } = manifest.experiment;
    const series = listSeriesNames(manifest.features);
    const inputs = symbols.map((symbol) => ({
      symbol,
      ...loadHistory(database, symbol, { timeframe: spec.timeframe, series }),
    }));
    const forecasts = await forecastSlice(manifest, network, inputs, from);
    return forecasts[spec.label.horizons.indexOf(horizonBars)]!;
  });
}

function chooseHorizon(a: BundleManifest, b: BundleManifest, wanted: number | undefined): number {
  const [ofA, ofB] = [a.experiment.spec, b.experiment.spec];
  const shared = ofA.label.horizons.filter((h) => ofB.label.horizons.includes(h));
  const found = wanted === undefined ? shared[0] : shared.find((h) => h === wanted);
  if (ofA.timeframe === ofB.timeframe && found !== undefined) return found;
  const describe = ({ timeframe, label }: typeof ofA): string => `${label.horizons.join(', ')} bars of ${timeframe}`;
  throw new AppError(
    'model/other-horizons',
    `Expected two models that forecast the same horizon${wanted === undefined ? '' : ` of ${wanted} bars`}; found ${describe(ofA)} and ${describe(ofB)}.`,
    'Choose two models with a horizon in common.',
  );
}
