import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import { readPalette } from '../charts/read-palette.ts';
import { usePreferences } from './preferences.ts';

/** The colours of the theme for canvases, read once after each change. */
export const usePalette = defineStore('palette', () => {
  const preferences = usePreferences();
  const current = shallowRef(readPalette(document.documentElement));
  watch(
    () => preferences.paint,
    () => (current.value = readPalette(document.documentElement)),
  );
  return { current };
});
