import type { PriceRowSink } from '../price-row-sink.ts';
import { quoteField } from '../text/quote-field.ts';
import { answerSymbol } from './answer-symbol.ts';
import { findLists, type JsonList } from './find-lists.ts';
import { severalInstruments } from './json-errors.ts';
import { showValue } from './json-values.ts';
import { createRowReader, type RowReader } from './row-reader.ts';
import { findRowShape, type RowShape } from './row-shape.ts';

/** Where the prices of a document stand. */
export interface PriceList {
  readonly path: string;
  readonly shape: RowShape;
}

/**
 * Finds the rows of a document that are prices, by their shape, and reads them; other rows, such as the trading hours
 * or dividends beside them, are passed over.
 */
export class PriceRows {
  list: PriceList | null = null;
  /** The first row that was passed over. */
  firstOther: unknown;
  private read: RowReader | null = null;
  private count = 0;
  private readonly othersOfPath = new Map<string, number>();
  private readonly label: string;
  private readonly sink: PriceRowSink;

  constructor(label: string, sink: PriceRowSink) {
    this.label = label;
    this.sink = sink;
  }

  /** Takes rows as a JsonRowHandler does. Errors: import/several-instruments. */
  take(rows: readonly unknown[], firstRow: number, path: string): void {
    if (this.read === null || path !== this.list?.path) {
      const shape = findRowShape(rows);
      if (shape === null) {
        this.firstOther ??= rows[0];
        this.othersOfPath.set(path, (this.othersOfPath.get(path) ?? 0) + rows.length);
        return;
      }
      this.begin({ path, shape });
    }
    for (let i = 0; i < rows.length; i++) this.read!(rows[i], firstRow + i);
    this.count = firstRow + rows.length - 1;
  }

  /**
   * Refuses what stands between the rows and is none, and gives the object that holds them, null at the top.
   * Errors: import/several-instruments.
   */
  finish(envelope: unknown, { path }: PriceList): JsonList['owner'] {
    const lists = findLists(envelope, path);
    const symbols = lists.flatMap(({ owner }) => symbolOfOwner(owner) ?? []);
    const other = symbols.find((symbol) => symbol !== symbols[0]);
    if (other !== undefined) {
      throw severalInstruments(this.label, `it holds prices of ${quoteField(symbols[0]!)} and of ${quoteField(other)}`);
    }
    for (const item of lists.flatMap(({ left }) => left)) {
      // An empty array may be one that held rows.
      if (Array.isArray(item) && item.length === 0) continue;
      const reason =
        typeof item === 'object' && item !== null && Object.keys(item).length > 0
          ? `${showValue(item)} holds lists or objects, or is too long, and so is no row`
          : `${showValue(item)} is no row`;
      // The scanner does not tell where it stood.
      this.sink.refuse(++this.count, `${reason} (counted behind the others)`);
    }
    return lists[0]?.owner ?? null;
  }

  private begin(list: PriceList): void {
    if (this.list !== null) {
      const [first, second] = [this.list.path, list.path].map((path) => quoteField(path === '' ? 'the top' : path));
      throw severalInstruments(this.label, `it holds prices under ${first!} and under ${second!}`);
    }
    this.list = list;
    this.read = createRowReader(list.shape, this.label, this.sink);
    for (let row = 1; row <= (this.othersOfPath.get(list.path) ?? 0); row++) {
      this.sink.refuse(row, 'the row is not written like those after it');
    }
  }
}

/** The instrument that the object with the rows is of. */
export function symbolOfOwner(owner: JsonList['owner']): string | null {
  return answerSymbol(owner?.ticker) ?? answerSymbol(owner?.symbol) ?? answerSymbol(owner?.instId);
}
