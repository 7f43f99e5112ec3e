import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import { languages, type Language } from '../formats/format.ts';

export const themes = ['system', 'dark', 'light'] as const;
export type Theme = (typeof themes)[number];
export const palettes = ['green-red', 'blue-orange'] as const;
export type Palette = (typeof palettes)[number];

const KEY = 'almanac.preferences';

interface Kept {
  readonly theme: Theme;
  readonly palette: Palette;
  readonly language: Language;
}

/** How this user wants to see the app, kept by the browser: it must be known before the engine answers. */
export const usePreferences = defineStore('preferences', () => {
  const kept = readKept();
  const theme = ref(kept.theme);
  const palette = ref(kept.palette);
  const language = ref(kept.language);
  const prefersLight = window.matchMedia('(prefers-color-scheme: light)');
  /** Counts what changes the colours, for those that read them once, such as a canvas. */
  const paint = ref(0);

  function apply(): void {
    const root = document.documentElement;
    root.dataset['theme'] = theme.value === 'system' ? (prefersLight.matches ? 'light' : 'dark') : theme.value;
    root.dataset['palette'] = palette.value;
    root.lang = language.value;
    paint.value++;
  }
  prefersLight.addEventListener('change', apply);
  watch(
    [theme, palette, language],
    () => {
      localStorage.setItem(
        KEY,
        JSON.stringify({ theme: theme.value, palette: palette.value, language: language.value } satisfies Kept),
      );
      apply();
    },
    { flush: 'sync' },
  );
  apply();

  return { theme, palette, language, paint };
});

function readKept(): Kept {
  const found = parseKept(localStorage.getItem(KEY));
  const system = navigator.languages.map((tag) => tag.slice(0, 2));
  return {
    theme: oneOf(themes, found['theme']) ?? 'system',
    palette: oneOf(palettes, found['palette']) ?? 'green-red',
    language: oneOf(languages, found['language']) ?? oneOf(languages, system[0]) ?? 'en',
  };
}

function parseKept(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Whatever else wrote there: the defaults are a fine answer.
    return {};
  }
}

function oneOf<const T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((known) => known === value);
}
