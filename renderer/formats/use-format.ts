import { computed, type ComputedRef } from 'vue';
import { usePreferences } from '../stores/preferences.ts';
import { createFormat, type Format } from './format.ts';

const formats = { en: createFormat('en'), pl: createFormat('pl') } as const;

/** Numbers and dates in the language that is chosen now. */
export function useFormat(): ComputedRef<Format> {
  const preferences = usePreferences();
  return computed(() => formats[preferences.language]);
}
