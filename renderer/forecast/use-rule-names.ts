import { useI18n } from 'vue-i18n';

/** The simple rules and linear models that a model is held against have names for people; any other keeps its own. */
export function useRuleNames(): (name: string) => string {
  const { t, te } = useI18n();
  return (name) => (te(`forecast.baselines.${name}`) ? t(`forecast.baselines.${name}`) : name);
}
