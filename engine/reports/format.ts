import type { EpochMs, Timeframe } from '#contract/bars.ts';
import type { ReportLanguage } from '#contract/report.ts';
import { isIntraday } from '../market-data/time/timeframe-length.ts';

/** Numbers, money and dates as the reader of a language writes them. */
export interface ReportFormat {
  /** Plain number with a fixed count of decimals. */
  readonly number: (value: number, decimals?: number) => string;
  /** Number with three significant digits, for quantities whose size is not known in advance. */
  readonly significant: (value: number) => string;
  /** 0.153 → 15.3%, without a plus. */
  readonly percent: (value: number, decimals?: number) => string;
  /** 0.153 → +15.3%. */
  readonly change: (value: number, decimals?: number) => string;
  /** 0.7 → 70%. Never 0% or 100%: no finite sample supports either. */
  readonly probability: (value: number) => string;
  /** 0.003 → +0.3, in percentage points without the unit. */
  readonly points: (value: number) => string;
  /** Price without a currency, its decimals chosen by `reference` so that a column of prices lines up. */
  readonly price: (value: number, reference?: number) => string;
  /** Price with its ISO 4217 code; 'XXX' means no currency and prints none. */
  readonly money: (value: number, currency: string, reference?: number) => string;
  /** Price or sum on an axis: from a million up in short form, 1.2M, below a ten-thousandth by powers of ten. */
  readonly axis: (value: number, reference?: number) => string;
  /** A count in short form: 1.2M, 640K. */
  readonly compact: (value: number) => string;
  /** Day in UTC. */
  readonly date: (time: EpochMs) => string;
  /** Day and month as on an axis. */
  readonly shortDate: (time: EpochMs) => string;
  /** Time of a bar, as people look for it: its day, and of bars within the day also hours and minutes, in UTC. */
  readonly time: (time: EpochMs, timeframe: Timeframe) => string;
  /** The same without the year and without naming UTC, as on an axis or in a narrow column. */
  readonly shortTime: (time: EpochMs, timeframe: Timeframe) => string;
  /** The form that goes with a count: one, few, many or other (CLDR). */
  readonly plural: (count: number) => Intl.LDMLPluralRule;
}

/** British dates with international digits: 21 Nov 2026, 1,234.5. */
const numberLocales = { en: 'en', pl: 'pl' } as const;
const dateLocales = { en: 'en-GB', pl: 'pl' } as const;

/** Beyond this a positional number no longer fits in a column. */
const scientificFrom = 1e12;

/** Two decimals from 1 up, none from a million, four significant digits below 1. */
function priceDecimals(reference: number): number {
  const size = Math.abs(reference);
  if (size >= 1e6) return 0;
  if (size >= 1 || size === 0) return 2;
  return Math.min(20, 3 - Math.floor(Math.log10(size)));
}

/** Intl writes a hyphen for minus; a printed column needs the true sign, as wide as the plus. */
function withMinusSign(text: string): string {
  return text.replaceAll('-', '\u2212');
}

/** The one way in which reports write numbers in `language`. */
export function createFormat(language: ReportLanguage): ReportFormat {
  const locale = numberLocales[language];
  const formats = new Map<string, Intl.NumberFormat>();
  const rules = new Intl.PluralRules(locale);
  const day = new Intl.DateTimeFormat(dateLocales[language], { dateStyle: 'medium', timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  const shortDay = new Intl.DateTimeFormat(dateLocales[language], { day: 'numeric', month: 'short', timeZone: 'UTC' });

  function write(value: number, options: Intl.NumberFormatOptions): string {
    // A measure without a value is a dash in every table, never "NaN".
    if (!Number.isFinite(value)) return '\u2013';
    const key = JSON.stringify(options);
    const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
    formats.set(key, known);
    return withMinusSign(known.format(value));
  }

  function fixed(value: number, decimals: number): string {
    if (Math.abs(value) >= scientificFrom) return write(value, { notation: 'scientific', maximumSignificantDigits: 5 });
    return write(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: 'negative' });
  }

  function percent(value: number, decimals: number, signDisplay: 'negative' | 'exceptZero'): string {
    if (Math.abs(value) >= scientificFrom)
      return write(value, { notation: 'scientific', style: 'percent', signDisplay });
    return write(value, {
      style: 'percent',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay,
    });
  }

  function price(value: number, reference = value): string {
    return fixed(value, priceDecimals(reference));
  }

  return {
    number: (value, decimals = 0) => fixed(value, decimals),
    significant: (value) =>
      Math.abs(value) >= scientificFrom || (value !== 0 && Math.abs(value) < 1e-6)
        ? write(value, { notation: 'scientific', maximumSignificantDigits: 3 })
        : write(value, { maximumSignificantDigits: 3, signDisplay: 'negative' }),
    percent: (value, decimals = 1) => percent(value, decimals, 'negative'),
    change: (value, decimals = 1) => percent(value, decimals, 'exceptZero'),
    probability(value) {
      if (value < 0.005) return `<\u2009${percent(0.01, 0, 'negative')}`;
      if (value >= 0.995) return `>\u2009${percent(0.99, 0, 'negative')}`;
      return percent(value, 0, 'negative');
    },
    points: (value) =>
      write(value * 100, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
    price,
    money(value, currency, reference) {
      const amount = price(value, reference);
      return currency === 'XXX' ? amount : `${amount}\u00a0${currency}`;
    },
    axis(value, reference = value) {
      const size = Math.abs(reference);
      if (size >= 1e6) return write(value, { notation: 'compact', maximumSignificantDigits: 4 });
      // Ten zeros before the first digit have no room beside a chart.
      if (size > 0 && size < 1e-4 && value !== 0) {
        return write(value, { notation: 'scientific', maximumSignificantDigits: 4 });
      }
      return size > 0 && size < 1e-4 ? '0' : price(value, reference);
    },
    compact: (value) => write(value, { notation: 'compact', maximumSignificantDigits: 3 }),
    date: (time) => day.format(time),
    shortDate: (time) => shortDay.format(time),
    time: (time, timeframe) =>
      isIntraday(timeframe) ? `${day.format(time)}, ${clock.format(time)}\u00a0UTC` : day.format(time),
    shortTime: (time, timeframe) =>
      isIntraday(timeframe) ? `${shortDay.format(time)}, ${clock.format(time)}` : shortDay.format(time),
    plural: (count) => rules.select(count),
  };
}
