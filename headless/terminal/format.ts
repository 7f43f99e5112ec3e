import type { Timeframe } from '#contract/bars.ts';

/** Numbers as the command line shows them: plain ASCII digits, English, no locale surprises in scripts. */

export function formatDate(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

/** The time of a bar: its day, or, of bars within the day, also hours and minutes. UTC. */
export function formatBarTime(epochMs: number, timeframe: Timeframe): string {
  if (timeframe === '1d' || timeframe === '1w' || timeframe === '1mo') return formatDate(epochMs);
  return `${new Date(epochMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function formatPercent(fraction: number, digits = 1): string {
  return `${(fraction * 100).toFixed(digits)} %`;
}

export function formatSignedPercent(fraction: number, digits = 1): string {
  return `${fraction >= 0 ? '+' : ''}${formatPercent(fraction, digits)}`;
}

/** A difference of shares in percentage points, without the unit. */
export function formatPoints(fraction: number): string {
  return `${fraction >= 0 ? '+' : ''}${(fraction * 100).toFixed(1)}`;
}

/** Four significant digits at least, two decimals at least. */
export function formatPrice(price: number): string {
  if (price === 0) return '0.00';
  const decimals = Math.max(2, 3 - Math.floor(Math.log10(Math.abs(price))));
  return price.toFixed(Math.min(decimals, 12));
}

export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

export function formatMegabytes(bytes: number): string {
  return `${formatCount(Math.ceil(bytes / 1e6))} MB`;
}
