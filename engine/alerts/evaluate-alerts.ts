import type { AlertCondition, AlertEvent, AlertOccurrence } from '#contract/alert.ts';
import type { Grade } from '#contract/forecast.ts';
import { splitModelReference } from '#contract/model-reference.ts';
import type { Clock } from '../kernel/clock.ts';
import { findLastBar } from '../market-data/load-history.ts';
import { addAlertEvent, listAlertRules, noteAlertLook, type StoredAlertRule } from '../store/alerts.ts';
import { findCurrentSnapshot, readClosesBehind } from '../store/bars.ts';
import { findInstrument } from '../store/instruments.ts';
import { listForecastsAfter } from '../store/ledger.ts';
import { transact, type ReadDatabase, type WriteDatabase } from '../store/open-store.ts';

/** A rule speaks of many bars at once after an import of years; the last crossings are those that matter. */
const MOST_AT_ONCE = 10;

/** Where a look at a rule ends, and what it has seen on the way. */
interface Look extends Pick<StoredAlertRule, 'seenUntil' | 'lastValue'> {
  readonly occurrences: readonly AlertOccurrence[];
}

/**
 * Looks at what is new for every enabled rule, stores what has happened, and returns it. Bars and forecasts that were
 * looked at are not looked at again, also where the history was imported anew.
 */
export function evaluateAlerts(database: WriteDatabase, clock: Clock): AlertEvent[] {
  if (!listAlertRules(database).some(({ isEnabled }) => isEnabled)) return [];
  return transact(database, (transaction) =>
    listAlertRules(transaction)
      .filter(({ isEnabled }) => isEnabled)
      .flatMap((rule) => {
        const { occurrences, ...look } = lookAtRule(transaction, rule);
        if (look.seenUntil === rule.seenUntil && look.lastValue === rule.lastValue) return [];
        noteAlertLook(transaction, rule.id, look);
        return occurrences.slice(-MOST_AT_ONCE).map((occurrence) =>
          addAlertEvent(transaction, {
            ruleId: rule.id,
            symbol: rule.symbol,
            occurrence,
            createdAt: clock.now(),
          }),
        );
      }),
  );
}

/** Where a rule begins to look: behind all that is there. */
export function beginLook(
  database: ReadDatabase,
  { symbol, condition }: Pick<StoredAlertRule, 'symbol' | 'condition'>,
): Pick<StoredAlertRule, 'seenUntil' | 'lastValue'> {
  if (condition.kind === 'price') {
    return { seenUntil: findLastBar(database, symbol, condition.timeframe) ?? 0, lastValue: null };
  }
  const { seenUntil, lastValue } = lookAtForecasts(database, { symbol, seenUntil: 0, lastValue: null }, condition);
  return { seenUntil, lastValue };
}

/** What has become new for a rule since the last look. */
function lookAtRule(
  database: ReadDatabase,
  rule: Pick<StoredAlertRule, 'symbol' | 'condition' | 'seenUntil' | 'lastValue'>,
): Look {
  return rule.condition.kind === 'price'
    ? lookAtBars(database, rule, rule.condition)
    : lookAtForecasts(database, rule, rule.condition);
}

type Looked = Pick<StoredAlertRule, 'symbol' | 'seenUntil' | 'lastValue'>;

function lookAtBars(
  database: ReadDatabase,
  { symbol, seenUntil, lastValue }: Looked,
  { timeframe, crosses, price }: Extract<AlertCondition, { kind: 'price' }>,
): Look {
  const instrument = findInstrument(database, symbol);
  const snapshot = instrument && findCurrentSnapshot(database, instrument.id, timeframe);
  if (!snapshot || snapshot.lastTime <= seenUntil) return { seenUntil, lastValue, occurrences: [] };
  // The close before the new bars is read again: dividends may have moved it.
  const { time, close } = readClosesBehind(database, snapshot, seenUntil);
  const occurrences: AlertOccurrence[] = [];
  for (let t = 1; t < time.length; t++) {
    const [before, after] = [close[t - 1]!, close[t]!];
    const crossed = findCrossing(before, after, price, crosses);
    if (crossed) occurrences.push({ kind: 'price', crossed, price, before, after, barTime: time[t]! });
  }
  return { seenUntil: snapshot.lastTime, lastValue, occurrences };
}

function lookAtForecasts(
  database: ReadDatabase,
  { symbol, seenUntil, lastValue }: Looked,
  condition: Exclude<AlertCondition, { kind: 'price' }>,
): Look {
  const { model, horizonBars } = condition;
  const choice = {
    symbol,
    model: model === undefined ? null : splitModelReference(model),
    horizonBars: horizonBars ?? null,
  };
  const forecasts = listForecastsAfter(database, choice, seenUntil);
  const occurrences: AlertOccurrence[] = [];
  let last = lastValue;
  for (const { id, probabilityUp, grade } of forecasts) {
    const value = condition.kind === 'grade' ? grade : probabilityUp;
    if (last !== null) {
      const occurrence = compareForecasts(condition, last, value, id);
      if (occurrence) occurrences.push(occurrence);
    }
    last = value;
  }
  return { seenUntil: forecasts.at(-1)?.createdAt ?? seenUntil, lastValue: last, occurrences };
}

function compareForecasts(
  condition: Exclude<AlertCondition, { kind: 'price' }>,
  before: number | string,
  after: number | string,
  forecastId: string,
): AlertOccurrence | null {
  if (condition.kind === 'grade') {
    const [from, to] = [before as Grade, after as Grade];
    const isMeant = from !== to && (condition.to === undefined || condition.to.includes(to));
    return isMeant ? { kind: 'grade', before: from, after: to, forecastId } : null;
  }
  const { probability, crosses } = condition;
  const crossed = findCrossing(Number(before), Number(after), probability, crosses);
  if (!crossed) return null;
  return { kind: 'probability-up', crossed, probability, before: Number(before), after: Number(after), forecastId };
}

/** Which way the level was crossed, or null; what lies at the level is above it. */
function findCrossing(
  before: number,
  after: number,
  level: number,
  wanted: 'above' | 'below' | 'either',
): 'above' | 'below' | null {
  if (before >= level === after >= level) return null;
  const crossed = after >= level ? 'above' : 'below';
  return wanted === 'either' || wanted === crossed ? crossed : null;
}
