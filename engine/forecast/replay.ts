import { centralIntervals } from '#contract/forecast.ts';
import type { ForecastReplay } from '#contract/replay.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { loadHistory } from '../market-data/load-history.ts';
import type { StoredModel } from '../store/models.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { testStart } from './bundle.ts';
import { horizonIndex } from './horizon.ts';
import { withModel } from './open-model.ts';
import { predictHistory } from './predict-history.ts';

/**
 * Lets a model forecast one instrument at each bar of its test slice, beside what came: the newest `limit` of them.
 * Errors: those of predictHistory and loadHistory, forecast/unknown-horizon.
 */
export function replayForecasts(
  database: ReadDatabase,
  model: StoredModel,
  {
    symbol,
    horizonBars,
    limit,
  }: { readonly symbol: string; readonly horizonBars?: number | undefined; readonly limit: number },
): Promise<ForecastReplay> {
  return withModel(database, model, async (manifest, network) => {
    const { spec } = manifest.experiment;
    const horizon = horizonIndex(spec, horizonBars);
    const series = listSeriesNames(manifest.features);
    const input = { symbol, ...loadHistory(database, symbol, { timeframe: spec.timeframe, series }) };
    const made = (await predictHistory(manifest, network, input, testStart(manifest)))[horizon]!;
    const { levels } = manifest.calibrators[horizon]!;
    const total = made.bar.length;
    const rows = Array.from({ length: Math.min(total, limit) }, (_, i) => total - Math.min(total, limit) + i);
    const returnsAt = (level: number): number[] => {
      const place = levels.indexOf(level);
      return rows.map((row) => Math.expm1(made.scaledQuantiles[row * levels.length + place]! * made.scale[row]!));
    };
    return {
      model: { name: model.name, version: model.version },
      symbol,
      timeframe: spec.timeframe,
      horizonBars: spec.label.horizons[horizon]!,
      total,
      bar: rows.map((row) => made.bar[row]!),
      time: rows.map((row) => made.time[row]!),
      price: rows.map((row) => input.bars.close[made.bar[row]!]!),
      probabilityUp: rows.map((row) => made.probabilityUp[row]!),
      expectedReturn: rows.map((row) => made.expectedReturn[row]!),
      intervals: centralIntervals.map(({ coverage, low, high }) => ({
        coverage,
        lowReturn: returnsAt(low),
        highReturn: returnsAt(high),
      })),
      outcome: rows.map((row) => (Number.isNaN(made.outcome[row]!) ? null : Math.expm1(made.outcome[row]!))),
    };
  });
}
