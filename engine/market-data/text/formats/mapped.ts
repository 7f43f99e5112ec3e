import type { ColumnMapping } from '../../import-options.ts';
import { locateColumn } from '../locate-column.ts';
import type { TableSample } from '../table-sample.ts';
import { absentColumns, makeLayout, type TextLayout } from './text-format.ts';

/**
 * The layout that the user has stated: each column by its name in the header or its number from 1. A file with
 * closes only gives bars whose four prices are the close. Errors: import/unknown-column.
 */
export function applyMapping(sample: TableSample, mapping: ColumnMapping): TextLayout {
  const locate = (role: string, column: string): number => locateColumn(sample, column, role);
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
