import type { EpochMs } from '#contract/bars.ts';
import { assembleBars } from './assemble-bars.ts';
import { GrowingColumn } from './growing-column.ts';
import type { RowAction, TimeUnitCount } from './collected-rows.ts';
import type { ReadOptions } from './import-options.ts';
import type { ParsedPrices } from './parsed-prices.ts';
import type { PriceLayout, PriceRowSink } from './price-row-sink.ts';
import { createRefusalList } from './refusal-list.ts';
import type { EpochUnit } from './time/epoch-number.ts';

/** Providers round each price for itself, so that a close may end up a hair above its high. Relative. */
export const PRICE_TOLERANCE = 1e-3;

export interface BarCollector extends PriceRowSink {
  /**
   * Puts the rows in order and gives the bars. `label` names the file in errors, `symbol` is the one of its name,
   * null where that holds none. Errors: those of assembleBars.
   */
  finish(file: { readonly label: string; readonly symbol: string | null; readonly now: EpochMs }): ParsedPrices;
}

/** Collects the rows of a price file in any order; see PriceRowSink for what a row is. */
export function createBarCollector(options: ReadOptions): BarCollector {
  const printed = new GrowingColumn();
  const rows = new GrowingColumn();
  const opens = new GrowingColumn();
  const highs = new GrowingColumn();
  const lows = new GrowingColumn();
  const closes = new GrowingColumn();
  const volumes = new GrowingColumn();
  const adjustedCloses = new GrowingColumn();
  /** Made at the first row that prints an offset. */
  let offsets: GrowingColumn | null = null;
  const actions: RowAction[] = [];
  const series = new Map<string, { index: number[]; value: GrowingColumn }>();
  const refusals = createRefusalList();
  const timeUnits = new Map<EpochUnit, TimeUnitCount>();
  const widened: number[] = [];
  let count = 0;
  let layout: PriceLayout | null = null;
  let rowSymbol: string | null = null;

  function noteAction(index: number, time: number, dividend: number, split: number): void {
    const cash = dividend > 0 ? dividend : 0;
    const ratio = split > 0 ? split : 1;
    if (cash !== 0 || ratio !== 1) actions.push({ index, printed: time, dividend: cash, split: ratio });
  }

  return {
    begin(given) {
      layout = given;
    },

    nameSymbol(symbol) {
      rowSymbol = symbol;
    },

    refuse(row, reason) {
      refusals.add(row, reason);
    },

    add(row, time, offsetMs, open, high, low, close, volume, adjustedClose, dividend, split) {
      const reason = findBadValue(open, high, low, close, volume, adjustedClose, dividend, split);
      if (reason !== null) {
        // A split counts even where the row's prices do not: the volumes before it are on the old scale all the same.
        noteAction(-1, time, dividend, split);
        refusals.add(row, reason, 'unusable', time);
        return false;
      }
      let top = high;
      let bottom = low;
      if (isOutside(open, high, low) || isOutside(close, high, low)) {
        top = Math.max(open, high, low, close);
        bottom = Math.min(open, high, low, close);
        widened.push(row);
      }
      printed.push(time);
      rows.push(row);
      opens.push(open);
      highs.push(top);
      lows.push(bottom);
      closes.push(close);
      volumes.push(volume > 0 ? volume : 0);
      if (!Number.isNaN(adjustedClose)) adjustedCloses.push(adjustedClose);
      if (offsets === null && !Number.isNaN(offsetMs)) {
        offsets = new GrowingColumn();
        for (let i = 0; i < count; i++) offsets.push(Number.NaN);
      }
      offsets?.push(offsetMs);
      noteAction(count, time, dividend, split);
      count++;
      return true;
    },

    addSeriesValue(name, value) {
      if (Number.isNaN(value)) return;
      const column = series.get(name) ?? { index: [], value: new GrowingColumn() };
      series.set(name, column);
      column.index.push(count - 1);
      column.value.push(value);
    },

    countTimeUnit(unit, row) {
      const known = timeUnits.get(unit);
      if (known) known.rows++;
      else timeUnits.set(unit, { rows: 1, firstRow: row });
    },

    finish(file) {
      if (layout === null) throw new Error('A format gave rows without a layout.');
      const columns = {
        printed: printed.take(),
        offsetMs: offsets?.take() ?? null,
        row: rows.take(),
        open: opens.take(),
        high: highs.take(),
        low: lows.take(),
        close: closes.take(),
        volume: volumes.take(),
        adjustedClose: adjustedCloses.length === count ? adjustedCloses.take() : null,
      };
      return assembleBars(
        {
          layout,
          rowSymbol,
          count,
          columns,
          actions,
          series: new Map([...series].map(([name, { index, value }]) => [name, { index, value: value.take() }])),
          refusals,
          timeUnits,
          widened,
        },
        file,
        options,
      );
    },
  };
}

/** Whether a price lies outside of low to high, beyond what rounding explains; also where high is below low. */
function isOutside(price: number, high: number, low: number): boolean {
  return price > high * (1 + PRICE_TOLERANCE) || price < low * (1 - PRICE_TOLERANCE);
}

/** Why a row cannot be used, in words, or null. */
function findBadValue(
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
  adjustedClose: number,
  dividend: number,
  split: number,
): string | null {
  if (
    open > 0 &&
    high > 0 &&
    low > 0 &&
    close > 0 &&
    !(adjustedClose <= 0) &&
    !(volume < 0) &&
    !(dividend < 0) &&
    !(split <= 0)
  ) {
    return null;
  }
  for (const [name, value] of [
    ['open', open],
    ['high', high],
    ['low', low],
    ['close', close],
  ] as const) {
    if (Number.isNaN(value)) return `the ${name} is missing`;
    if (value <= 0) return `the ${name} ${value} is not above zero`;
  }
  if (adjustedClose <= 0) return `the adjusted close ${adjustedClose} is not above zero`;
  if (volume < 0) return `the volume ${volume} is negative`;
  if (dividend < 0) return `the dividend ${dividend} is negative`;
  return `the split ${split} is not above zero`;
}
