import type { RevisionBehaviour, SeriesFrequency } from '#contract/api/market-data.ts';
import { AppError } from '#contract/errors.ts';
import { formatTime } from '../../kernel/format-time.ts';
import type { WriteDatabase } from '../../store/open-store.ts';
import { addSeries, readSeries, type Series } from '../../store/series.ts';
import type { ParsedPrices } from '../parsed-prices.ts';
import { isIntraday, timeframeMs } from '../time/timeframe-length.ts';
import { availableFrom, detectFrequency, statedDated, type Dated } from './frequency.ts';

export interface SeriesFacts {
  readonly instrumentId: number | null;
  readonly name: string;
  readonly sourceName: string;
  readonly lagMs: number;
  /** As the user has stated it; what he has not, stays as it was. */
  readonly dated?: Dated | undefined;
  /** Whether the values are prices of bars: a time of day stamps their opening, unless something else is stated. */
  readonly isOfBars?: boolean;
  readonly revisions: RevisionBehaviour;
  readonly note: string;
  readonly createdAt: number;
}

export interface StoredSeriesOutcome {
  readonly status: 'added' | 'unchanged' | 'updated';
  readonly frequency: SeriesFrequency;
  readonly changes: { readonly added: number; readonly changed: number } | null;
}

/**
 * Stores dated values (ascending, distinct times) with those that the series had before, which stay where the new
 * ones have no value; with `replace` alone. Errors: series/revised where values that were said never to change have,
 * series/other-frequency.
 */
export function storeSeries(
  database: WriteDatabase,
  { dated: stated, isOfBars = false, ...facts }: SeriesFacts,
  values: { readonly time: Float64Array; readonly value: Float64Array },
  replace: boolean,
): StoredSeriesOutcome {
  const current = readSeries(database, facts.instrumentId, facts.name);
  const before = current && !replace ? current : null;
  if (before) refuseOtherFrequency(before, values.time);
  const merged = before ? mergeValues(before, values) : { ...values, added: values.time.length, changed: [] };
  const firstChange = merged.changed[0];
  // What was stated once holds until something else is stated.
  const revisions = facts.revisions === 'unknown' && current ? current.revisions : facts.revisions;
  if (firstChange !== undefined && revisions === 'never') {
    throw new AppError(
      'series/revised',
      `${facts.name} was said never to be revised, but ${merged.changed.length} of its values have changed, the first on ${formatTime(firstChange)}.`,
      'If its publisher corrects old values, import it with --revisions later; a model trained on it has then seen values that were not known at the time.',
    );
  }
  const frequency = detectFrequency(merged.time);
  const dated =
    stated ?? (current && statedDated(current)) ?? (isOfBars && frequency === 'intraday' ? 'start' : undefined);
  const isNew = addSeries(database, {
    ...facts,
    revisions,
    frequency,
    time: merged.time,
    availableAt: availableFrom(merged.time, frequency, facts.lagMs, dated),
    value: merged.value,
  });
  return {
    status: isNew ? (current ? 'updated' : 'added') : 'unchanged',
    frequency,
    changes: isNew && before ? { added: merged.added, changed: merged.changed.length } : null,
  };
}

/**
 * Stores the series that came with prices; true where any of them is new or has new values. A file dates a value by
 * its bar and does not say whether it was known before the close, so it counts as known only after that bar.
 * Errors: as storeSeries.
 */
export function storeSeriesOfPrices(
  database: WriteDatabase,
  instrumentId: number,
  sourceName: string,
  { series, timeframe }: ParsedPrices,
  now: number,
  replace: boolean,
): boolean {
  let isAnyNew = false;
  for (const { name, time, value } of series) {
    const lagMs = isIntraday(timeframe) ? timeframeMs[timeframe] : 0;
    const facts = {
      instrumentId,
      // A series belongs to the instrument, not to a timeframe: that of the days has the plain name.
      name: timeframe === '1d' ? name : `${name}-${timeframe}`,
      sourceName,
      lagMs,
      revisions: 'unknown',
      note: '',
      createdAt: now,
    } as const;
    if (storeSeries(database, facts, { time, value }, replace).status !== 'unchanged') isAnyNew = true;
  }
  return isAnyNew;
}

/** Monthly and daily values of one name are two series; few values may have any distance. */
function refuseOtherFrequency(before: Pick<Series, 'name' | 'frequency'>, time: Float64Array): void {
  const frequency = detectFrequency(time);
  if (time.length < 5 || frequency === before.frequency) return;
  if (frequency === 'irregular' || before.frequency === 'irregular') return;
  throw new AppError(
    'series/other-frequency',
    `${before.name} is there with values by frequency “${before.frequency}”, the file has them by “${frequency}”.`,
    'Give the series of the file another name with --name, or put it in place of the other one with --replace.',
  );
}

function mergeValues(
  before: { readonly time: Float64Array; readonly value: Float64Array },
  after: { readonly time: Float64Array; readonly value: Float64Array },
): { time: Float64Array; value: Float64Array; added: number; changed: number[] } {
  const values = new Map(Array.from(before.time, (time, i) => [time, before.value[i]!]));
  const changed: number[] = [];
  let added = 0;
  after.time.forEach((time, i) => {
    const was = values.get(time);
    if (was === undefined) added++;
    else if (was !== after.value[i]) changed.push(time);
    values.set(time, after.value[i]!);
  });
  const times = Float64Array.from(values.keys()).sort();
  return { time: times, value: times.map((time) => values.get(time)!), added, changed };
}
