import { defineStore } from 'pinia';
import * as v from 'valibot';
import { computed, ref, shallowRef, watch, type WritableComputedRef } from 'vue';
import { languageChoices, motions, palettes, themes } from '#contract/settings.ts';
import { languages, type Language } from '../formats/format.ts';
import { useSettings } from './settings.ts';

const KEY = 'almanac.preferences';

/** Those of the settings that say how the app looks. */
const lookSchema = v.object({
  theme: v.fallback(v.picklist(themes), 'system'),
  palette: v.fallback(v.picklist(palettes), 'standard'),
  language: v.fallback(v.picklist(languageChoices), 'system'),
  motion: v.fallback(v.picklist(motions), 'system'),
});
type Look = v.InferOutput<typeof lookSchema>;

/**
 * How this user wants to see the app. The engine keeps it (stores/settings.ts); a copy in the browser is in force until the
 * engine has told, so that nothing changes its colours while it appears.
 */
export const usePreferences = defineStore('preferences', () => {
  const settings = useSettings();
  const keptLook = readKeptLook();
  const look = shallowRef(keptLook ?? v.parse(lookSchema, {}));
  /** Whether the look was known before the engine told it. */
  const isKept = keptLook !== null;
  const prefersLight = window.matchMedia('(prefers-color-scheme: light)');
  const prefersStill = window.matchMedia('(prefers-reduced-motion: reduce)');
  /** Counts what changes the colours, for those that read them once, such as a canvas. */
  const paint = ref(0);

  function choice<Name extends keyof Look>(name: Name): WritableComputedRef<Look[Name]> {
    return computed({
      get: () => look.value[name],
      set: (value) => {
        settings.set({ [name]: value });
      },
    });
  }
  const theme = choice('theme');
  const palette = choice('palette');
  const motion = choice('motion');
  /** What was chosen, and the language that this means here. */
  const languageChoice = choice('language');
  const language = computed<Language>(() => {
    const chosen = look.value.language;
    return chosen === 'system' ? findSystemLanguage(navigator.languages) : chosen;
  });

  function apply(): void {
    const root = document.documentElement;
    root.dataset['theme'] = theme.value === 'system' ? (prefersLight.matches ? 'light' : 'dark') : theme.value;
    root.dataset['palette'] = palette.value;
    root.dataset['motion'] = motion.value === 'reduced' || prefersStill.matches ? 'reduced' : 'full';
    root.lang = language.value;
    paint.value++;
  }
  prefersLight.addEventListener('change', apply);
  prefersStill.addEventListener('change', apply);
  watch(
    () => settings.chosen,
    (chosen) => {
      const next = v.parse(lookSchema, { ...look.value, ...chosen });
      const text = JSON.stringify(next);
      // Written also where nothing is new: the copy is that of all tabs, and another may have changed it.
      localStorage.setItem(KEY, text);
      if (text === JSON.stringify(look.value)) return;
      look.value = next;
      apply();
    },
    { flush: 'sync' },
  );
  apply();

  return { theme, palette, motion, languageChoice, language, paint, isKept };
});

/** What the browser has kept, or null. */
export function readKeptLook(): Look | null {
  const text = localStorage.getItem(KEY);
  if (text === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lookSchema), text);
  // Whatever else wrote there: the defaults are a fine answer.
  return parsed.success ? parsed.output : null;
}

/** The first of the languages of the system that the app speaks. */
function findSystemLanguage(system: readonly string[]): Language {
  const spoken = system.map((tag) => tag.slice(0, 2));
  return spoken.flatMap((tag) => languages.filter((language) => language === tag))[0] ?? 'en';
}
