import { useI18n } from 'vue-i18n';

/** The simple rules and linear models that a model is held against have names for people; any other keeps its own. */
export function useRuleNames(): (name: string) => string {
  const i18n = useI18n();
  return (name) => (i18n.te(`forecast.baselines.${name}`) ? i18n.t(`forecast.baselines.${name}`) : name);
}
