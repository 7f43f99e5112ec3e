import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { CorporateActions } from '../../store/bars.ts';
import type { Entry } from '../containers/entry.ts';
import type { ParsedPrices } from '../parsed-prices.ts';
import { symbolOfFile } from '../symbol-of-file.ts';
import { createZone } from '../time/time-zone.ts';
import { factorsFromActions, volumeFactorFromSplits } from './derive-factors.ts';

const DAY = 86_400_000;

/** 20140606_quote.zip, aapl_openinterest_american.zip, and what they hold: 20140606_aapl_minute_quote_american_call_….csv. */
const NO_TRADES =
  /^(?:.+_(?:quote|openinterest)(?:_(?:american|european))?\.zip|\d{8}_.+_(?:quote|openinterest)(?:_.+)?\.csv)$/i;

/**
 * Why a file that LEAN keeps beside its prices is none of trades: its tables of factors and of symbols, quotes and open
 * interest; null for any other file. Read as prices, the bid of a quote would pass for a trade.
 */
export function describeLeanCompanion(path: string): string | null {
  if (/^(factor|map)_files$/i.test(basename(dirname(path)))) {
    return 'a factor or map file of LEAN, read together with the prices';
  }
  return NO_TRADES.test(basename(path)) ? 'quotes or open interest of LEAN, which are no trades' : null;
}

/**
 * The splits and dividends of LEAN prices, from the factor file beside them: ../factor_files/aapl.csv, for minutes
 * ../../factor_files/aapl.csv. null where there is none. Errors: import/damaged-factor-file.
 */
export async function findLeanActions(
  { path, name }: Pick<Entry, 'path' | 'name'>,
  intradayZone: string | null,
): Promise<CorporateActions | null> {
  // The file's own ticker, not the symbol that the user gives the history: 20140606_aapl_minute_trade.csv, aapl.csv.
  const ticker = /^\d{8}_(.+)_(?:minute|second)_trade\.csv$/i.exec(name)?.[1] ?? symbolOfFile(name);
  if (ticker === null) return null;
  for (const up of ['..', join('..', '..')]) {
    const file = join(dirname(path), up, 'factor_files', `${ticker.toLowerCase()}.csv`);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) continue;
      throw error;
    }
    return parseLeanFactors(text, file, intradayZone);
  }
  return null;
}

/**
 * Rows of `20140606,0.9304,0.14285714,645.57`: up to and with that day, prices count price factor × split factor;
 * the last number is the raw close of that day. A change between two rows is a dividend or split on the first day
 * after the earlier one (https://www.quantconnect.com/docs/v2/writing-algorithms/securities/asset-classes/us-equity).
 */
export function parseLeanFactors(text: string, file: string, intradayZone: string | null): CorporateActions {
  const rows = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const match = /^(\d{4})(\d\d)(\d\d),([\d.eE+-]+),([\d.eE+-]+)(?:,([\d.eE+-]+))?\s*$/.exec(line.trim());
    const [priceFactor, splitFactor, close] = [Number(match?.[4]), Number(match?.[5]), Number(match?.[6] ?? 0)];
    if (!match || !(priceFactor > 0) || !(splitFactor > 0)) {
      throw new AppError(
        'import/damaged-factor-file',
        `Row ${index + 1} of ${file} was expected to be date,price factor,split factor,close; found “${line.slice(0, 60)}”.`,
        'Replace the factor file by a sound one, or move it away to import the prices as raw.',
      );
    }
    return [
      { day: Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])), priceFactor, splitFactor, close },
    ];
  });
  rows.sort((a, b) => a.day - b.day);
  const zone = intradayZone === null ? null : createZone(intradayZone);
  const actions = rows.slice(0, -1).flatMap((row, i) => {
    const next = rows[i + 1]!;
    const split = roundRatio(next.splitFactor === row.splitFactor ? 1 : next.splitFactor / row.splitFactor);
    const dividend = row.close > 0 ? row.close * (1 - row.priceFactor / next.priceFactor) : 0;
    if (split === 1 && !(dividend > 0)) return [];
    const midnight = row.day + DAY;
    return [{ time: zone ? zone.toUtc(midnight) : midnight, dividend: Math.max(0, dividend), split }];
  });
  return {
    time: Float64Array.from(actions, ({ time }) => time),
    dividend: Float64Array.from(actions, ({ dividend }) => dividend),
    split: Float64Array.from(actions, ({ split }) => split),
  };
}

/** Factors are rounded to seven digits, ratios of splits are simple: 6.9999993 is 7. */
function roundRatio(ratio: number): number {
  for (const denominator of [1, 2, 3, 4, 5, 10, 20]) {
    const numerator = Math.round(ratio * denominator);
    if (numerator > 0 && Math.abs(ratio - numerator / denominator) < 1e-5 * ratio) return numerator / denominator;
  }
  const inverse = Math.round(1 / ratio);
  return inverse > 0 && Math.abs(ratio * inverse - 1) < 1e-4 ? 1 / inverse : ratio;
}

/** The prices with factors from these actions. */
export function applyActions(prices: ParsedPrices, actions: CorporateActions): ParsedPrices {
  const { time, close } = prices.bars;
  return {
    ...prices,
    adjustment: 'derived-from-factor-file',
    actions,
    bars: {
      ...prices.bars,
      priceFactor: factorsFromActions(time, close, actions),
      volumeFactor: volumeFactorFromSplits(time, actions),
    },
  };
}
