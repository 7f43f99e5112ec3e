import type { AlertCondition, AlertRule } from '#contract/alert.ts';
import type { Timeframe } from '#contract/bars.ts';
import type { Grade } from '#contract/forecast.ts';
import { parseNumber } from '../../formats/parse-number.ts';

/** A rule while it is being written: numbers are text until they are looked at. */
export interface RuleDraft {
  readonly kind: AlertCondition['kind'];
  readonly timeframe: Timeframe;
  readonly crosses: 'above' | 'below' | 'either';
  readonly price: string;
  /** In percent. */
  readonly probability: string;
  /** Empty for any. */
  readonly model: string;
  readonly horizonBars: string;
  readonly to: readonly Grade[];
}

export const emptyDraft: RuleDraft = {
  kind: 'price',
  timeframe: '1d',
  crosses: 'either',
  price: '',
  probability: '60',
  model: '',
  horizonBars: '',
  to: [],
};

/** The condition of a draft, or null where a number in it is none that can be. */
export function conditionOf(draft: RuleDraft): AlertCondition | null {
  const ofForecasts = {
    ...(draft.model === '' ? {} : { model: draft.model }),
    ...(draft.horizonBars === '' ? {} : { horizonBars: Number(draft.horizonBars) }),
  };
  switch (draft.kind) {
    case 'price': {
      const price = parseNumber(draft.price);
      if (!(price > 0 && Number.isFinite(price))) return null;
      return { kind: 'price', timeframe: draft.timeframe, crosses: draft.crosses, price };
    }
    case 'probability-up': {
      const percent = parseNumber(draft.probability);
      if (!(percent >= 1 && percent <= 99)) return null;
      return {
        kind: 'probability-up',
        crosses: draft.crosses,
        probability: Number((percent / 100).toFixed(8)),
        ...ofForecasts,
      };
    }
    case 'grade':
      return { kind: 'grade', ...ofForecasts, ...(draft.to.length === 0 ? {} : { to: [...draft.to] }) };
  }
}

/** A draft that says what the rule says. */
export function draftOf({ condition }: Pick<AlertRule, 'condition'>): RuleDraft {
  if (condition.kind === 'price') {
    const { kind, timeframe, crosses, price } = condition;
    return { ...emptyDraft, kind, timeframe, crosses, price: String(price) };
  }
  const { model = '', horizonBars } = condition;
  const common = { ...emptyDraft, model, horizonBars: horizonBars === undefined ? '' : String(horizonBars) };
  return condition.kind === 'grade'
    ? { ...common, kind: 'grade', to: condition.to ?? [] }
    : {
        ...common,
        kind: 'probability-up',
        crosses: condition.crosses,
        probability: String(Number((condition.probability * 100).toFixed(6))),
      };
}
