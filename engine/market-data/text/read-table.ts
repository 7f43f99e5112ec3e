import { peek } from '../containers/content-kind.ts';
import type { Entry } from '../containers/entry.ts';
import { toUtf8 } from './decode-utf16.ts';
import { detectTable, SAMPLE_BYTES } from './detect-table.ts';
import type { RowView } from './row-view.ts';
import { createRowScanner } from './scan-rows.ts';
import type { TableSample } from './table-sample.ts';

/** What takes the rows of a table. */
export interface RowHandler {
  onRow(view: RowView): void;
  /** A line that cannot be split into fields, and why. */
  onBroken(row: number, reason: string): void;
}

/**
 * Streams the text table of an entry: its head is looked at first, and `open` makes the handler that fits it.
 * `bytes` are those of the entry. Errors: those of `open`, import/binary-file, import/no-table,
 * import/line-too-long, and those of the entry.
 */
export async function readTable(
  entry: Pick<Entry, 'name' | 'label' | 'path'>,
  bytes: AsyncIterable<Uint8Array>,
  open: (sample: TableSample) => RowHandler,
): Promise<void> {
  const { head, bytes: whole } = await peek(toUtf8(bytes), SAMPLE_BYTES);
  try {
    const { sample, layout } = detectTable(head.subarray(0, SAMPLE_BYTES), entry);
    const handler = open(sample);
    const scanner = createRowScanner(layout, handler.onRow.bind(handler), handler.onBroken.bind(handler));
    for await (const chunk of whole) scanner.push(chunk);
    scanner.end();
  } finally {
    await whole.return();
  }
}
