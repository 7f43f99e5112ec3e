import type { Forecast } from '#contract/forecast.ts';
import type { Bars, Timeframe } from '#contract/bars.ts';
import type { LedgerEntry, LedgerSummary, ScoredLedger } from '#contract/ledger.ts';
import { timeframeOf } from '#contract/span.ts';
import { AppError } from '#contract/errors.ts';
import { deriveSeed } from '../kernel/random.ts';
import { loadHistory } from '../market-data/load-history.ts';
import { listForecasts } from '../store/ledger.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { blockDaysFor, bootstrapByDay, daysNeededFor, defaultReplicates, resampleDays, sumByDay } from './bootstrap.ts';
import { scoreForecast } from './score-forecast.ts';

type Closes = Pick<Bars, 'time' | 'close'>;

/** A scored entry with the days, counted from 0, on which it and those beside it were made. */
type Scored = Extract<LedgerEntry, { state: 'scored' }>;

const DAY_MS = 86_400_000;

/**
 * The ledger with what came of each forecast: of one instrument or of all, by one model or by any. `limit` bounds what is
 * listed; the summaries are over all.
 */
export function scoreLedger(
  database: ReadDatabase,
  {
    symbol,
    model,
    limit,
  }: { readonly symbol?: string | undefined; readonly model?: string | undefined; readonly limit: number },
): ScoredLedger {
  const histories = new Map<string, Closes | null>();
  const historyOf = ({ symbol: own, timeframe }: Forecast): Closes | null => {
    const key = JSON.stringify([own, timeframe]);
    let history = histories.get(key);
    if (history === undefined) histories.set(key, (history = findCloses(database, own, timeframe ?? '1d')));
    return history;
  };
  const forecasts = listForecasts(database, symbol, -1).filter(
    (forecast) => model === undefined || isBy(forecast, model),
  );
  const entries = forecasts.map((forecast) => scoreForecast(forecast, historyOf(forecast)));
  const groups = Map.groupBy(keepFirst(entries), ({ forecast }) => `${timeframeOf(forecast)} ${forecast.horizonBars}`);
  return {
    entries: entries.slice(0, limit),
    summaries: [...groups.values()].map(summarise).sort((a, b) => a.horizonBars - b.horizonBars),
  };
}

/** Whether a forecast is by 'name' or 'name@version'. */
function isBy({ model }: Forecast, reference: string): boolean {
  return reference === model.name || reference === `${model.name}@${model.version}`;
}

function findCloses(database: ReadDatabase, symbol: string, timeframe: Timeframe): Closes | null {
  try {
    return loadHistory(database, symbol, { timeframe }).bars;
  } catch (error) {
    const isGone = error instanceof AppError && /^data\/unknown-/.test(error.code);
    if (isGone) return null;
    throw error;
  }
}

/**
 * Of several forecasts of a model for the same bar and horizon the first one that was made: who asks again until the
 * answer pleases must not look better for it. `entries` are newest first.
 */
function keepFirst(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const first = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    const { model, symbol, asOf, horizonBars, timeframe } = entry.forecast;
    first.set(JSON.stringify([model, symbol, asOf, horizonBars, timeframe]), entry);
  }
  return [...first.values()];
}

function summarise(entries: readonly LedgerEntry[]): LedgerSummary {
  const { horizonBars } = entries[0]!.forecast;
  const scored = entries
    .filter((entry): entry is Scored => entry.state === 'scored')
    .sort((a, b) => a.forecast.asOf - b.forecast.asOf);
  const dayNumbers = [...new Set(scored.map(({ forecast }) => Math.floor(forecast.asOf / DAY_MS)))];
  const horizonDays = measureOverlap(scored, dayNumbers);
  return {
    timeframe: timeframeOf(entries[0]!.forecast),
    horizonBars,
    scored: scored.length,
    pending: entries.filter(({ state }) => state === 'pending').length,
    days: dayNumbers.length,
    daysNeeded: daysNeededFor(horizonDays),
    scores: scored.length === 0 ? null : scoreAll(scored, dayNumbers, horizonDays),
  };
}

/** The most days with forecasts that begin while one outcome is still open, its own included. */
function measureOverlap(scored: readonly Scored[], dayNumbers: readonly number[]): number {
  return scored.reduce((most, { forecast, outcome }) => {
    const [from, to] = [forecast.asOf, outcome.time].map((time) => Math.floor(time / DAY_MS));
    return Math.max(most, dayNumbers.filter((day) => day >= from! && day < to!).length);
  }, 1);
}

function scoreAll(
  scored: readonly Scored[],
  dayNumbers: readonly number[],
  horizonDays: number,
): NonNullable<LedgerSummary['scores']> {
  const days = dayNumbers.length;
  const place = new Map(dayNumbers.map((day, i) => [day, i]));
  const dayOfSample = Int32Array.from(scored, ({ forecast }) => place.get(Math.floor(forecast.asOf / DAY_MS))!);
  const resamples = resampleDays(
    days,
    Math.min(days, blockDaysFor(horizonDays)),
    defaultReplicates,
    deriveSeed(days, 'ledger'),
  );
  const share = (value: (outcome: Scored['outcome']) => number) =>
    bootstrapByDay(
      resamples,
      [sumByDay(dayOfSample, days, (i) => value(scored[i]!.outcome)), sumByDay(dayOfSample, days, () => 1)],
      ([sum, count]) => sum! / count!,
      { low: 0, high: 1 },
    );
  const mean = (value: (outcome: Scored['outcome']) => number): number =>
    scored.reduce((sum, { outcome }) => sum + value(outcome), 0) / scored.length;
  return {
    hitRate: share(({ hit }) => Number(hit)),
    upShare: mean((outcome) => Number(outcome.return > 0)),
    coverage: scored[0]!.outcome.intervals.map(({ coverage }, k) => ({
      nominal: coverage,
      observed: share(({ intervals }) => Number(intervals[k]!.held)),
    })),
    brier: share(({ brier }) => brier),
    pinball: mean(({ pinball }) => pinball),
  };
}
