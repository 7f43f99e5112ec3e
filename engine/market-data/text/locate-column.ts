import { AppError } from '#contract/errors.ts';
import { findColumn, normaliseColumnName } from './formats/text-format.ts';
import { quoteField } from './quote-field.ts';
import type { TableSample } from './table-sample.ts';

/**
 * Index of the column that the user has named, as the header has it or by its number from 1; `role` is what it was
 * named for. Errors: import/unknown-column.
 */
export function locateColumn(sample: TableSample, name: string, role: string): number {
  const byName = sample.header && findColumn(sample.header, normaliseColumnName(name));
  const index = byName ?? (/^\d+$/.test(name) ? Number(name) - 1 : -1);
  if (index >= 0 && index < sample.width) return index;
  const found = sample.header ?? sample.rows[0] ?? [];
  throw new AppError(
    'import/unknown-column',
    `The ${role} was expected in the column ${quoteField(name)}; ${sample.label} has ${sample.width} columns: ${found
      .map((field, i) => `${i + 1} ${quoteField(field, 20)}`)
      .join(', ')}.`,
    'Name a column as its header has it, or by its number from 1.',
  );
}
