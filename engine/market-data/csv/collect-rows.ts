import type { EpochMs, RefusedRow } from '#contract/bars.ts';
import type { PriceRow } from '../parsed-price-file.ts';
import { formatDay, parseDay } from './parse-day.ts';
import { isMissing, parseNumber } from './parse-number.ts';
import { parsePriceRow } from './parse-price-row.ts';
import type { RowRules } from './parse-price-row.ts';
import { quoteField } from './quote-field.ts';
import { splitFields } from './split-fields.ts';
import type { Delimiter } from './split-fields.ts';

export interface LineLayout {
  readonly delimiter: Delimiter;
  /** Index of the header among the lines. */
  readonly headerAt: number;
  /** Number of fields in the header. */
  readonly width: number;
}

export interface CollectedRows {
  /** One a day, in the order of the file. */
  readonly rows: PriceRow[];
  /** Coefficient of each split, by the first session on the new scale. */
  readonly splits: ReadonlyMap<EpochMs, number>;
  readonly refusedRows: readonly RefusedRow[];
  /** Refused rows that speak against the file: all but those that repeat an earlier row word for word. */
  readonly badRows: number;
}

/** Reads the lines below the header; each becomes a row or a refusal, blank lines neither. */
export function collectRows(lines: readonly string[], layout: LineLayout, rules: RowRules): CollectedRows {
  const byTime = new Map<EpochMs, PriceRow>();
  const splits = new Map<EpochMs, number>();
  const refusedRows: RefusedRow[] = [];
  let repeats = 0;
  for (let i = layout.headerAt + 1; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.trim() === '') continue;
    const row = i + 1;
    const fields = splitFields(line, layout.delimiter);
    if (fields === null) {
      refusedRows.push({ row, reason: 'a quotation mark is left open' });
      continue;
    }
    const parsed =
      findWrongWidth(fields, layout.width) ?? takeSplit(fields, rules, splits) ?? parsePriceRow(row, fields, rules);
    if (typeof parsed === 'string') {
      refusedRows.push({ row, reason: parsed });
      continue;
    }
    const earlier = byTime.get(parsed.time);
    if (earlier === undefined) {
      byTime.set(parsed.time, parsed);
    } else if (holdSameValues(earlier, parsed)) {
      refusedRows.push({ row, reason: `duplicate of row ${earlier.row}` });
      repeats += 1;
    } else {
      const found = `rows ${earlier.row} and ${row} give different values for ${formatDay(parsed.time)}`;
      refusedRows.push({ row, reason: `${found}; row ${earlier.row} was kept` });
    }
  }
  return { rows: [...byTime.values()], splits, refusedRows, badRows: refusedRows.length - repeats };
}

/** The reason to refuse a row for its number of fields, or null. Empty fields past the header's end are harmless. */
function findWrongWidth(fields: readonly string[], width: number): string | null {
  if (fields.length === width) return null;
  if (fields.length > width && fields.slice(width).every((field) => field.trim() === '')) return null;
  return `the row has ${fields.length} fields, the header ${width}`;
}

/**
 * Notes the row's split, or returns the reason to refuse the row. A split counts even when the row's
 * prices are refused later: the volumes before it are on the old scale all the same.
 */
function takeSplit(fields: readonly string[], rules: RowRules, splits: Map<EpochMs, number>): string | null {
  const { columns, decimalComma } = rules;
  if (columns.splitCoefficient === null) return null;
  const field = fields[columns.splitCoefficient]!;
  const coefficient = isMissing(field) ? 1 : parseNumber(field, decimalComma);
  if (!(coefficient > 0)) return `the split coefficient ${quoteField(field)} is not a number above zero`;
  if (coefficient === 1) return null;
  const time = parseDay(fields[columns.date]!.trim());
  if (!Number.isNaN(time) && !splits.has(time)) splits.set(time, coefficient);
  return null;
}

function holdSameValues(a: PriceRow, b: PriceRow): boolean {
  return (
    a.open === b.open &&
    a.high === b.high &&
    a.low === b.low &&
    a.close === b.close &&
    a.volume === b.volume &&
    a.adjustedClose === b.adjustedClose &&
    a.sentiment === b.sentiment
  );
}
