import { normaliseColumnName } from './formats/text-format.ts';
import type { Delimiter } from './split-fields.ts';

/** What is surely written with a decimal comma: 10,5 or 0,905 or 1.234,5 or 1.234.567. */
const withComma = /^[+-]?(\d+,\d+|\d{1,3}([ .\u00a0\u202f]\d{3})+,\d+|\d{1,3}(\.\d{3}){2,})$/;

/** What is surely written with a decimal point: 10.5 or 0.905 or 1,234.5 or 1,234,567. */
const withPoint = /^[+-]?(\d+\.\d+|\d{1,3}([ ,\u00a0\u202f]\d{3})+\.\d+|\d{1,3}(,\d{3}){2,})$/;

/** One separator with three digits behind it may be either: 12,345 and 12.345. */
const either = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

const priceName =
  /^(open|high|low|close|last|price|adjclose|adjustedclose|otwarcie|najwyzszy|najnizszy|zamkniecie|kurs|eroffnung|hoch|tief|schluss)/;

/**
 * Whether the numbers of a table have a decimal comma: what most of the fields say that can be read in one way
 * only, the columns named as prices first. Where none says anything, 12,345 is twelve thousand, unless all prices of
 * a table with semicolons, which are used where the comma is the decimal sign, are written so.
 */
export function usesDecimalComma(
  rows: readonly (readonly string[])[],
  header: readonly string[],
  delimiter: Delimiter,
): boolean {
  const isPrice = header.map((name) => priceName.test(normaliseColumnName(name)));
  const prices = rows.flatMap((row) => row.filter((field, column) => isPrice[column] === true && field !== ''));
  for (const fields of [prices, rows.flat()]) {
    const votes = fields.reduce((sum, field) => sum + vote(field), 0);
    if (votes !== 0) return votes > 0;
  }
  return delimiter === ';' && prices.length > 0 && prices.every((field) => either.test(field) && field.includes(','));
}

function vote(field: string): number {
  if (either.test(field)) return 0;
  if (withComma.test(field)) return 1;
  return withPoint.test(field) ? -1 : 0;
}
