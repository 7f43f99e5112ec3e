import type { Bars } from '#contract/bars.ts';
import type { ReportData } from '#contract/report.ts';
import { backtestModel } from '../backtest/backtest-model.ts';
import { issueForecasts } from '../forecast/issue-forecast.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { withModel } from '../forecast/open-model.ts';
import type { Clock } from '../kernel/clock.ts';
import { almanacVersion } from '../kernel/version.ts';
import { findHistory, loadHistory, summariseInstrument } from '../market-data/load-history.ts';
import { findForecast } from '../store/ledger.ts';
import type { StoredModel } from '../store/models.ts';
import type { WriteDatabase } from '../store/open-store.ts';

const CHART_BARS = 120;

/**
 * Everything that the report of one instrument shows. The forecast comes from the ledger; where the ledger
 * has none of this model for the data as it is now, one is made and appended.
 */
export async function collectReportData(
  database: WriteDatabase,
  clock: Clock,
  model: StoredModel,
  symbol: string,
): Promise<ReportData> {
  return withModel(database, model, async (manifest, network) => {
    const history = loadHistory(database, symbol, { series: listSeriesNames(manifest.features) });
    const forecast =
      findForecast(database, model.id, symbol, history.dataHash) ??
      (await issueForecasts(database, clock, model, [symbol])).forecasts[0]!;
    return {
      createdAt: clock.now(),
      almanacVersion,
      instrument: summariseInstrument(database, symbol, history.timeframe),
      findings: findHistory(database, symbol, history.timeframe).snapshot.findings,
      bars: lastBars(history.bars, CHART_BARS),
      forecast,
      training: manifest.training,
      split: manifest.split,
      evaluation: manifest.evaluation,
      backtest: await backtestModel(manifest, network, [history], manifest.experiment.costs),
      manifest: {
        model: { name: model.name, version: model.version, bundleHash: model.bundleHash },
        experiment: manifest.experiment,
        features: manifest.features,
        dataHashes: manifest.dataHashes,
        versions: manifest.versions,
      },
    };
  });
}

function lastBars(bars: Bars, count: number): Bars {
  return {
    time: bars.time.slice(-count),
    open: bars.open.slice(-count),
    high: bars.high.slice(-count),
    low: bars.low.slice(-count),
    close: bars.close.slice(-count),
    volume: bars.volume.slice(-count),
  };
}
