import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { AlertCondition, AlertOccurrence } from '#contract/alert.ts';
import { useFormat } from './use-format.ts';

export interface AlertWords {
  /** What a rule waits for, such as "Close (1 day) crosses above 120.00". */
  readonly condition: (condition: AlertCondition) => string;
  /** What has happened, such as "Closed at 121.30, above 120.00 (before: 119.20)". */
  readonly occurrence: (occurrence: AlertOccurrence) => string;
}

/** Rules and events of alerts as sentences, in the language that is chosen now. */
export function useAlertWords(): ComputedRef<AlertWords> {
  const { t } = useI18n();
  const format = useFormat();
  return computed(() => {
    const { price, probability } = format.value;
    const withModel = (sentence: string, condition: Exclude<AlertCondition, { kind: 'price' }>): string => {
      const { model, horizonBars } = condition;
      const bars =
        horizonBars === undefined ? '' : t('common.bars', { n: format.value.number(horizonBars) }, horizonBars);
      const of = [model, bars].filter((part) => part !== undefined && part !== '').join(', ');
      return of === '' ? sentence : `${sentence} (${of})`;
    };
    return {
      condition(condition) {
        switch (condition.kind) {
          case 'price':
            return t(`alerts.conditions.price.${condition.crosses}`, {
              price: price(condition.price),
              timeframe: t(`common.timeframes.${condition.timeframe}`),
            });
          case 'probability-up':
            return withModel(
              t(`alerts.conditions.probability.${condition.crosses}`, { level: probability(condition.probability) }),
              condition,
            );
          case 'grade': {
            const to = condition.to?.map((grade) => t(`forecast.grades.${grade}`)).join(', ');
            return withModel(
              to === undefined ? t('alerts.conditions.anyGrade') : t('alerts.conditions.grade', { to }),
              condition,
            );
          }
        }
      },
      occurrence(occurrence) {
        switch (occurrence.kind) {
          case 'price':
            return t(`alerts.occurrences.price.${occurrence.crossed}`, {
              after: price(occurrence.after),
              price: price(occurrence.price),
              before: price(occurrence.before),
            });
          case 'probability-up':
            return t(`alerts.occurrences.probability.${occurrence.crossed}`, {
              after: probability(occurrence.after),
              level: probability(occurrence.probability),
              before: probability(occurrence.before),
            });
          case 'grade':
            return t('alerts.occurrences.grade', {
              before: t(`forecast.grades.${occurrence.before}`),
              after: t(`forecast.grades.${occurrence.after}`),
            });
        }
      },
    };
  });
}
