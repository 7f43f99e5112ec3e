import type { EpochMs, Timeframe } from '#contract/bars.ts';

export const languages = ['en', 'pl'] as const;
export type Language = (typeof languages)[number];

/** Numbers, money and dates as the reader of a language writes them. What has no value is a dash. */
export interface Format {
  readonly number: (value: number, decimals?: number) => string;
  /** Three significant digits, for quantities whose size is not known in advance. */
  readonly significant: (value: number) => string;
  /** 0.153 → 15.3%, without a plus. */
  readonly percent: (value: number, decimals?: number) => string;
  /** 0.153 → +15.3%. */
  readonly change: (value: number, decimals?: number) => string;
  /** 0.7 → 70%. Never 0% or 100%: no finite sample supports either. */
  readonly probability: (value: number) => string;
  /** 0.003 → +0.3, in percentage points without the unit. */
  readonly points: (value: number) => string;
  /** Decimals by `reference`, so that a column of prices lines up. */
  readonly price: (value: number, reference?: number) => string;
  readonly compact: (value: number) => string;
  /** Day in UTC. */
  readonly date: (time: EpochMs) => string;
  /** Time of a bar in UTC: its day, and of bars within the day also hours and minutes. */
  readonly time: (time: EpochMs, timeframe: Timeframe) => string;
  /** When something was done: day and time where the reader is. */
  readonly moment: (time: EpochMs) => string;
  /** "about 3 min left". */
  readonly secondsLeft: (seconds: number) => string;
  /** How long ago, such as "3 days ago". */
  readonly ago: (time: EpochMs, now: EpochMs) => string;
}

/** British dates with international digits: 21 Nov 2026, 1,234.5. */
const numberLocales = { en: 'en', pl: 'pl' } as const;
const dateLocales = { en: 'en-GB', pl: 'pl' } as const;
const intraday: ReadonlySet<Timeframe> = new Set(['1m', '5m', '15m', '30m', '1h', '4h']);

const left: Readonly<Record<Language, (amount: string) => string>> = {
  en: (amount) => `${amount} left`,
  pl: (amount) => `jeszcze ${amount}`,
};

const ages: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** Decimals of a price: two from 1 up, none from a million, four significant digits below 1. */
export function priceDecimals(reference: number): number {
  const size = Math.abs(reference);
  if (size >= 1e6) return 0;
  if (size >= 1 || size === 0) return 2;
  return Math.min(20, 3 - Math.floor(Math.log10(size)));
}

/** The one way in which the app writes numbers in `language`. */
export function createFormat(language: Language): Format {
  const formats = new Map<string, Intl.NumberFormat>();
  const day = new Intl.DateTimeFormat(dateLocales[language], { dateStyle: 'medium', timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  const here = new Intl.DateTimeFormat(dateLocales[language], { dateStyle: 'medium', timeStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(numberLocales[language], { numeric: 'auto' });

  function write(value: number, options: Intl.NumberFormatOptions): string {
    if (!Number.isFinite(value)) return '–';
    const key = JSON.stringify(options);
    const known = formats.get(key) ?? new Intl.NumberFormat(numberLocales[language], options);
    formats.set(key, known);
    // Intl writes a hyphen for minus; a column needs the true sign, as wide as the plus.
    return known.format(value).replaceAll('-', '\u2212');
  }
  const fixed = (value: number, decimals: number, more: Intl.NumberFormatOptions = {}): string =>
    write(value, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: 'negative',
      ...more,
    });
  const percent = (value: number, decimals: number): string => fixed(value, decimals, { style: 'percent' });
  const duration = (seconds: number): string => {
    if (seconds < 60)
      return write(Math.max(1, Math.round(seconds)), { style: 'unit', unit: 'second', unitDisplay: 'short' });
    if (seconds < 3600) return write(Math.round(seconds / 60), { style: 'unit', unit: 'minute', unitDisplay: 'short' });
    return write(seconds / 3600, { style: 'unit', unit: 'hour', unitDisplay: 'short', maximumFractionDigits: 1 });
  };

  return {
    number: (value, decimals = 0) => fixed(value, decimals),
    significant: (value) => write(value, { maximumSignificantDigits: 3, signDisplay: 'negative' }),
    percent: (value, decimals = 1) => percent(value, decimals),
    change: (value, decimals = 1) => fixed(value, decimals, { style: 'percent', signDisplay: 'exceptZero' }),
    probability(value) {
      if (value < 0.005) return `<\u2009${percent(0.01, 0)}`;
      if (value >= 0.995) return `>\u2009${percent(0.99, 0)}`;
      return percent(value, 0);
    },
    points: (value) => fixed(value * 100, 1, { signDisplay: 'exceptZero' }),
    price: (value, reference = value) => fixed(value, priceDecimals(reference)),
    compact: (value) => write(value, { notation: 'compact', maximumSignificantDigits: 3 }),
    date: (time) => (Number.isFinite(time) ? day.format(time) : '–'),
    time: (time, timeframe) => {
      if (!Number.isFinite(time)) return '–';
      return intraday.has(timeframe) ? `${day.format(time)}, ${clock.format(time)}` : day.format(time);
    },
    moment: (time) => (Number.isFinite(time) ? here.format(time) : '–'),
    secondsLeft: (seconds) => left[language](duration(seconds)),
    ago(time, now) {
      const seconds = (time - now) / 1000;
      for (const [unit, length] of ages) {
        if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
      }
      return relative.format(0, 'minute');
    },
  };
}
