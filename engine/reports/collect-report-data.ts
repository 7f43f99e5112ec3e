import type { Bars } from '#contract/bars.ts';
import { REPORT_FORMAT, type ReportData } from '#contract/report.ts';
import { backtestModel } from '../backtest/backtest-model.ts';
import { findLineage } from '../forecast/find-lineage.ts';
import { horizonIndex } from '../forecast/horizon.ts';
import { issueForecasts } from '../forecast/issue-forecast.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { withModel } from '../forecast/open-model.ts';
import type { Clock } from '../kernel/clock.ts';
import { almanacVersion } from '../kernel/version.ts';
import { findHistory, loadHistory, summariseInstrument } from '../market-data/load-history.ts';
import { countTrials } from '../store/backtests.ts';
import { findForecast } from '../store/ledger.ts';
import type { StoredModel } from '../store/models.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { scoreLedger } from '../evaluation/score-ledger.ts';
import { findWalkForward } from './find-walk-forward.ts';
import { makePastForecasts } from './past-forecasts.ts';

/** The chart shows as many bars before the last close as after it, and more where the horizon is short. */
const CHART_BARS = 120;

/** Entries of the ledger that the report lists; its scores are over all. */
const MOST_ENTRIES = 200;

/** What is done one after the other, in words for people. */
export const collectingSteps = ['forecast', 'backtest', 'track record', 'past forecasts'] as const;

/**
 * Everything that the report of one instrument shows, for one horizon of the model, the shortest unless told. The
 * forecasts come from the ledger; where the ledger lacks one of this model for the data as it is now, those of all
 * horizons are made and appended. `begin` is called before each step, and may end the work by throwing.
 * Errors: forecast/unknown-horizon.
 */
export async function collectReportData(
  database: WriteDatabase,
  clock: Clock,
  model: StoredModel,
  symbol: string,
  horizonBars: number | undefined,
  begin: (step: (typeof collectingSteps)[number]) => void = () => undefined,
): Promise<ReportData> {
  return withModel(database, model, async (manifest, network) => {
    const { spec, costs } = manifest.experiment;
    const { horizons } = spec.label;
    const place = horizonIndex(spec, horizonBars);
    const horizon = horizons[place]!;
    const history = loadHistory(database, symbol, {
      timeframe: spec.timeframe,
      series: listSeriesNames(manifest.features),
    });
    begin('forecast');
    const known = horizons.map((bars) => findForecast(database, model.id, symbol, history.dataHash, bars));
    const forecasts = known.every((forecast) => forecast !== undefined)
      ? known
      : (await issueForecasts(database, clock, model, { symbols: [symbol] })).forecasts;
    begin('backtest');
    const backtest = await backtestModel(manifest, network, [history], {
      costs,
      trials: countTrials(database),
      horizonBars: horizon,
    });
    begin('track record');
    const trackRecord = scoreLedger(database, { symbol, model: `${model.name}@${model.version}`, limit: MOST_ENTRIES });
    const walkForward = findWalkForward(database, manifest.experiment);
    begin('past forecasts');
    const pastForecasts = await makePastForecasts(manifest, network, history, place);
    return {
      format: REPORT_FORMAT,
      createdAt: clock.now(),
      almanacVersion,
      instrument: summariseInstrument(database, symbol, history.timeframe),
      findings: findHistory(database, symbol, history.timeframe).snapshot.findings,
      bars: lastBars(history.bars, Math.max(CHART_BARS, horizon)),
      forecast: forecasts[place]!,
      otherForecasts: forecasts.filter((_, h) => h !== place),
      training: manifest.training,
      certificate: manifest.certificate,
      split: manifest.split,
      evaluation: manifest.evaluations[place]!,
      backtest,
      trackRecord,
      walkForward,
      pastForecasts,
      manifest: {
        model: { name: model.name, version: model.version, bundleHash: model.bundleHash },
        lineage: findLineage(database, manifest.experiment),
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
