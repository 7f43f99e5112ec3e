import { AppError } from '#contract/errors.ts';
import type { ColumnMapping } from '../../import-options.ts';
import { quoteField } from '../quote-field.ts';
import type { TableSample } from '../table-sample.ts';
import { absentColumns, findColumn, makeLayout, normaliseColumnName, type TextLayout } from './text-format.ts';

/**
 * The layout that the user has stated: each column by its name in the header or its number from 1. A file with
 * closes only gives bars whose four prices are the close. Errors: import/unknown-column.
 */
export function applyMapping(sample: TableSample, mapping: ColumnMapping): TextLayout {
  function locate(role: string, column: string): number {
    const byName = sample.header && findColumn(sample.header, normaliseColumnName(column));
    const index = byName ?? (/^\d+$/.test(column) ? Number(column) - 1 : -1);
    if (index >= 0 && index < sample.width) return index;
    const found = sample.header ?? sample.rows[0] ?? [];
    throw new AppError(
      'import/unknown-column',
      `The mapping takes the ${role} from the column ${quoteField(column)}; ${sample.label} has ${sample.width} columns: ${found
        .map((name, i) => `${i + 1} ${quoteField(name, 20)}`)
        .join(', ')}.`,
      'Name a column as its header has it, or by its number from 1: --map "date=Day,close=4".',
    );
  }
  const optional = (role: string, column: string | undefined): number | null =>
    column === undefined ? null : locate(role, column);
  const close = locate('close', mapping.close);
  const sentiment = optional('sentiment', mapping.sentiment);
  return makeLayout({
    formatId: 'mapped',
    adjustment: 'none',
    volumeIsSplitAdjusted: false,
    columns: {
      ...absentColumns,
      date: locate('date', mapping.date),
      time: optional('time', mapping.time),
      open: optional('open', mapping.open) ?? close,
      high: optional('high', mapping.high) ?? close,
      low: optional('low', mapping.low) ?? close,
      close,
      volume: optional('volume', mapping.volume),
      adjustedClose: optional('adjusted close', mapping.adjustedClose),
      dividend: optional('dividend', mapping.dividend),
      split: optional('split', mapping.split),
      series: sentiment === null ? [] : [{ name: 'sentiment', column: sentiment }],
    },
  });
}
