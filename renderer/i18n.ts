import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import type { usePreferences } from './stores/preferences.ts';
import { spokenLanguage } from './say.ts';
import { en } from './texts/en.ts';
import { pl } from './texts/pl.ts';

/**
 * The forms of a Polish count, in the order of a text such as "{n} słupek | {n} słupki | {n} słupków" (CLDR: one, few,
 * many).
 */
export function choosePolishForm(count: number): number {
  const form = polish.select(count);
  return form === 'one' ? 0 : form === 'few' ? 1 : 2;
}
const polish = new Intl.PluralRules('pl');

/** The words of the app, in the language of the preferences. */
export function createTexts(preferences: ReturnType<typeof usePreferences>) {
  const i18n = createI18n({
    legacy: false,
    locale: preferences.language,
    fallbackLocale: 'en',
    messages: { en, pl },
    pluralRules: { pl: choosePolishForm },
  });
  watch(
    () => preferences.language,
    (language) => {
      i18n.global.locale.value = language;
      spokenLanguage.value = language;
    },
    { immediate: true },
  );
  return i18n;
}
