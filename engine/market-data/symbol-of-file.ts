import { withoutExtensions } from './price-file-names.ts';

/**
 * The instrument's symbol as providers write it into file names: `daily_adjusted_AAPL.csv.gz` → AAPL,
 * `jsw_d.csv` → JSW, `BRK-B.csv` → BRK-B, `^spx_d.csv` → ^SPX, `Coinbase_BTCUSD_1h.csv` → COINBASE-BTCUSD,
 * `V_1min.csv` → V. The ` (1)` that browsers add to a second download is dropped, so are words that name the
 * timeframe or the provider's query; any other character that a symbol cannot hold becomes '-'.
 * null where no letter and no digit is left.
 */
export function symbolOfFile(name: string): string | null {
  const stem = withoutExtensions(name)
    .replace(/ ?\(\d+\)$/, '')
    .replace(/^(daily|weekly|monthly|intraday)_(adjusted_)?/i, '')
    // A single letter behind a hyphen is a class of shares: BRK-B, ABR-D.
    .replace(/(_[dwm]|[_-](\d+ ?(m|min|h|hour|d|mo)|daily|hourly|minute|weekly|monthly))$/i, '');
  return cleanSymbol(stem);
}

/** A text as a symbol: upper case, '-' for whatever a symbol cannot hold; null where nothing is left. */
export function cleanSymbol(text: string | null): string | null {
  if (text === null) return null;
  const symbol = text
    .toUpperCase()
    .replace(/[^\p{L}\p{N}.=^-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return /[\p{L}\p{N}]/u.test(symbol) ? symbol : null;
}
