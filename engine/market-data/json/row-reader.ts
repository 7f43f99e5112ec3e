import type { PriceRowSink } from '../price-row-sink.ts';
import { quoteField } from '../text/quote-field.ts';
import { addPriceRow } from './add-price-row.ts';
import { answerSymbol } from './answer-symbol.ts';
import { severalInstruments } from './json-errors.ts';
import { asObject, asText, showValue } from './json-values.ts';
import type { RowShape } from './row-shape.ts';
import { createTimeValueReader } from './time-value.ts';

export type RowReader = (row: unknown, number: number) => void;

/** Reads rows of one shape into the sink, `number` counted from 1. Errors: import/several-instruments. */
export function createRowReader(shape: RowShape, label: string, sink: PriceRowSink): RowReader {
  const { kind, width, volume, adjustedClose, dividend, split } = shape;
  const readTime = createTimeValueReader(sink);
  let symbol: string | null = null;

  function checkSymbol(named: string | null, number: number): void {
    if (named === null || named === symbol) return;
    if (symbol !== null) {
      throw severalInstruments(
        label,
        `row ${number} is of ${quoteField(named)}, the rows before of ${quoteField(symbol)}`,
      );
    }
    symbol = named;
    const clean = answerSymbol(named);
    if (clean !== null) sink.nameSymbol(clean);
  }

  return (row, number) => {
    if (kind === 'array' ? !Array.isArray(row) : asObject(row) === null) {
      sink.refuse(number, `the row ${showValue(row)} is not written like the others`);
      return;
    }
    if (width !== null && (row as readonly unknown[]).length !== width) {
      sink.refuse(number, `the row has ${(row as readonly unknown[]).length} values, the others ${width}`);
      return;
    }
    const values = row as Readonly<Record<number | string, unknown>>;
    if (shape.symbol !== null) checkSymbol(asText(values[shape.symbol]), number);
    const time = readTime(values[shape.time], number);
    if (Number.isNaN(time.printed)) {
      sink.refuse(number, `the time ${showValue(values[shape.time])} is none`);
      return;
    }
    addPriceRow(
      sink,
      number,
      time,
      values[shape.open],
      values[shape.high],
      values[shape.low],
      values[shape.close],
      volume === null ? 0 : values[volume],
      adjustedClose === null ? Number.NaN : values[adjustedClose],
      dividend === null ? 0 : values[dividend],
      split === null ? 1 : values[split],
    );
  };
}
