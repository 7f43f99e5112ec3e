import { computed } from 'vue';
import { usePreferences } from '../../stores/preferences.ts';

const locales = { en: 'en', pl: 'pl' } as const;

/** Lengths of time and sizes of memory, in the language of now. */
export function useDurations() {
  const preferences = usePreferences();
  const writers = computed(() => {
    const of = (unit: string, digits: number) =>
      new Intl.NumberFormat(locales[preferences.language], {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: digits,
      });
    return {
      second: of('second', 1),
      wholeSecond: of('second', 0),
      minute: of('minute', 0),
      hour: of('hour', 1),
      megabyte: of('megabyte', 0),
      gigabyte: of('gigabyte', 1),
    };
  });
  return {
    /** 3.4 s, 45 s, 12 min, 2.5 h. */
    seconds(value: number): string {
      const { second, wholeSecond, minute, hour } = writers.value;
      if (!Number.isFinite(value)) return '–';
      if (value < 10) return second.format(Math.max(0.1, value));
      if (value < 100) return wholeSecond.format(value);
      return value < 5400 ? minute.format(value / 60) : hour.format(value / 3600);
    },
    bytes(value: number): string {
      const { megabyte, gigabyte } = writers.value;
      return value < 1e9 ? megabyte.format(Math.max(1, value / 1e6)) : gigabyte.format(value / 1e9);
    },
  };
}
