import { useI18n } from 'vue-i18n';
import { englishFeatures } from '#contract/feature-names-en.ts';
import { polishFeatures } from '#contract/feature-names-pl.ts';
import { writeFeatureName } from '#contract/feature-names.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { usePreferences } from '../../../stores/preferences.ts';

const languages = { en: englishFeatures, pl: polishFeatures } as const;

/** The names of features in the language of now, and the words for their data and groups. */
export function useFeatureNames() {
  const i18n = useI18n();
  const { t } = i18n;
  const has = (key: string): boolean => i18n.te(key);
  const preferences = usePreferences();
  const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return {
    kind: (kind: string): string => upper(languages[preferences.language].kinds[kind] ?? kind),
    feature: (feature: FeatureSpec): string => upper(writeFeatureName(languages[preferences.language], feature)),
    column: (kind: string, column: string): string => {
      const { columns } = languages[preferences.language];
      return columns[`${kind}.${column}`] ?? columns[column] ?? column;
    },
    group: (group: string): string => (has(`training.groups.${group}`) ? t(`training.groups.${group}`) : group),
    /** Which data a kind reads. */
    needs: (needs: string): string => {
      if (needs.startsWith('series ')) return t('training.needsSeries', { name: needs.slice(7) });
      return has(`training.needs.${needs}`) ? t(`training.needs.${needs}`) : needs;
    },
  };
}
