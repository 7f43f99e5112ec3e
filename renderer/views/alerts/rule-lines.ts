import type { AlertCondition, AlertEvent, AlertRule } from '#contract/alert.ts';
import type { InstrumentSummary } from '#contract/api/market-data.ts';
import type { Forecast } from '#contract/forecast.ts';
import { splitModelReference } from '#contract/model-reference.ts';

/** What a rule watches, as it stands now; null where there is nothing to stand. */
export type NowState =
  | { readonly kind: 'price'; readonly close: number; readonly time: number }
  | { readonly kind: 'forecast'; readonly forecast: Forecast };

/** A rule as the table shows it. */
export interface RuleLine {
  readonly rule: AlertRule;
  readonly now: NowState | null;
  /** To the level: as a return for prices, as a difference for probabilities; null where there is none. */
  readonly distance: number | null;
  readonly lastFiredAt: number | null;
  readonly fired: number;
}

/** What the condition looks at, and how far it is from coming true. */
export function lineOf(
  rule: AlertRule,
  histories: readonly InstrumentSummary[],
  ledger: readonly Forecast[],
  events: readonly AlertEvent[],
): RuleLine {
  const mine = events.filter(({ ruleId }) => ruleId === rule.id);
  const now = findNow(rule.condition, histories, ledger);
  return {
    rule,
    now,
    distance: measureDistance(rule.condition, now),
    lastFiredAt: mine.length === 0 ? null : Math.max(...mine.map(({ createdAt }) => createdAt)),
    fired: mine.length,
  };
}

function findNow(
  condition: AlertCondition,
  histories: readonly InstrumentSummary[],
  ledger: readonly Forecast[],
): NowState | null {
  if (condition.kind === 'price') {
    const history = histories.find(({ timeframe }) => timeframe === condition.timeframe);
    return history ? { kind: 'price', close: history.lastClose, time: history.to } : null;
  }
  const forecast = ledger.find((each) => isMeant(condition, each));
  return forecast ? { kind: 'forecast', forecast } : null;
}

/** The ledger is newest first. */
function isMeant(
  { model, horizonBars }: Exclude<AlertCondition, { kind: 'price' }>,
  forecast: Pick<Forecast, 'model' | 'horizonBars'>,
): boolean {
  const wanted = model === undefined ? null : splitModelReference(model);
  return (
    (wanted === null ||
      (forecast.model.name === wanted.name &&
        (wanted.version === null || forecast.model.version === wanted.version))) &&
    (horizonBars === undefined || forecast.horizonBars === horizonBars)
  );
}

function measureDistance(condition: AlertCondition, now: NowState | null): number | null {
  if (condition.kind === 'price' && now?.kind === 'price') return condition.price / now.close - 1;
  if (condition.kind === 'probability-up' && now?.kind === 'forecast') {
    return condition.probability - now.forecast.probabilityUp;
  }
  return null;
}
