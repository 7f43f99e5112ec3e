import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { PriceColumns, PriceFormat } from '../formats/price-format.ts';
import { priceFormats } from '../formats/registry.ts';
import type { ParsedPriceFile, PriceRow, SentimentSeries } from '../parsed-price-file.ts';
import { collectRows } from './collect-rows.ts';
import type { CollectedRows } from './collect-rows.ts';
import { derivePriceFactor, deriveVolumeFactor } from './derive-factors.ts';
import { quoteField } from './quote-field.ts';
import { detectDelimiter, splitFields } from './split-fields.ts';

/** A file of which a larger share of rows is refused is not the file it seems to be. */
export const MAX_REFUSED_SHARE = 0.2;

export interface PriceTextOrigin {
  readonly symbol: string;
  /** Named in errors. */
  readonly fileName: string;
  /** Rows dated later are refused. */
  readonly now: EpochMs;
}

/** Reads delimited price text under a header line; see `readPriceFile` for what is accepted. */
export function parsePriceText(text: string, origin: PriceTextOrigin): ParsedPriceFile {
  const lines = splitLines(text);
  const headerAt = lines.findIndex((line) => line.trim() !== '');
  const headerLine = lines[headerAt] ?? '';
  const delimiter = detectDelimiter(headerLine);
  const header = splitFields(headerLine, delimiter) ?? [];
  const { format, columns } = findFormat(header, headerLine, origin.fileName);
  const collected = collectRows(
    lines,
    { delimiter, headerAt, width: header.length },
    { columns, decimalComma: delimiter !== ',', now: origin.now },
  );
  checkRefusals(collected, origin.fileName);

  const { rows, splits, refusedRows } = collected;
  const rowOrder = findOrder(rows);
  rows.sort((a, b) => a.time - b.time);
  const time = Float64Array.from(rows, (bar) => bar.time);
  return {
    symbol: origin.symbol,
    formatId: format.id,
    currency: format.currency,
    adjustment: columns.adjustedClose === null ? format.withoutAdjustedClose : 'derived-from-adjusted-close',
    time,
    open: Float64Array.from(rows, (bar) => bar.open),
    high: Float64Array.from(rows, (bar) => bar.high),
    low: Float64Array.from(rows, (bar) => bar.low),
    close: Float64Array.from(rows, (bar) => bar.close),
    volume: Float64Array.from(rows, (bar) => bar.volume),
    priceFactor: derivePriceFactor(rows),
    volumeFactor: deriveVolumeFactor(time, splits),
    rowOrder,
    refusedRows,
    ...(columns.sentiment === null ? {} : { sentiment: collectSentiment(rows) }),
  };
}

/** Lines ended by LF, CR LF or CR. A CR before LF stays on its line: a blank, which every parser of a field trims. */
function splitLines(text: string): string[] {
  const start = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return start.split(start.includes('\n') ? '\n' : '\r');
}

function findFormat(
  header: readonly string[],
  headerLine: string,
  fileName: string,
): { format: PriceFormat; columns: PriceColumns } {
  for (const format of priceFormats) {
    const columns = format.locateColumns(header);
    if (columns !== null) return { format, columns };
  }
  const known = priceFormats.map((format) => `${format.title} (${format.exampleHeader})`).join('; ');
  throw new AppError(
    'import/unknown-format',
    `The header of ${fileName} matches no known format. Found: ${quoteField(headerLine, 160)}. Known: ${known}.`,
    'Export the prices in one of the known formats, or rename the columns in the first line to match one.',
  );
}

function checkRefusals({ rows, refusedRows, badRows }: CollectedRows, fileName: string): void {
  const first = refusedRows[0];
  const example = first === undefined ? '' : ` The first: row ${first.row}, ${first.reason}.`;
  if (rows.length === 0) {
    throw new AppError(
      'import/no-valid-rows',
      `${fileName} has a known header, but none of its ${refusedRows.length} rows can be used.${example}`,
      'Open the file and compare its rows with its header; then export it again.',
    );
  }
  const total = rows.length + refusedRows.length;
  if (badRows > MAX_REFUSED_SHARE * total) {
    const limit = `at most ${MAX_REFUSED_SHARE * 100} % may be left out`;
    throw new AppError(
      'import/too-many-bad-rows',
      `${badRows} of the ${total} rows of ${fileName} cannot be used; ${limit}.${example}`,
      'Mend the rows or export the file again. Daily bars of one instrument are expected, one row a day.',
    );
  }
}

function findOrder(rows: readonly PriceRow[]): ParsedPriceFile['rowOrder'] {
  let rises = false;
  let falls = false;
  for (let i = 1; i < rows.length; i++) {
    if (rows[i]!.time > rows[i - 1]!.time) rises = true;
    else falls = true;
  }
  if (rises && falls) return 'unordered';
  return falls ? 'descending' : 'ascending';
}

function collectSentiment(rows: readonly PriceRow[]): SentimentSeries {
  const time: number[] = [];
  const value: number[] = [];
  for (const row of rows) {
    if (row.sentiment === null) continue;
    time.push(row.time);
    value.push(row.sentiment);
  }
  return { time: Float64Array.from(time), value: Float64Array.from(value) };
}
