import type { CheckedHistory } from '../checked-history.ts';
import { findUnitErrors, type UnitError } from '../checks/unit-jump.ts';
import { findSplitErrors } from '../checks/wrong-split.ts';
import { describePlace, formatPrice } from '../describe-place.ts';
import { viewHistory } from '../history-view.ts';
import type { RepairStep } from './repair-step.ts';

/** Brings prices in another unit to the unit of their neighbours, open, high, low and close each for itself. */
export function repairUnits(history: CheckedHistory): RepairStep {
  const view = viewHistory(history);
  const { errors } = findUnitErrors(view, new Set(findSplitErrors(view).flatMap(({ steps }) => steps)));
  if (errors.length === 0) return { history, repairs: [] };
  const { bars } = history;
  const columns = {
    open: bars.open.slice(),
    high: bars.high.slice(),
    low: bars.low.slice(),
    close: bars.close.slice(),
  };
  for (const error of errors) {
    for (const column of error.columns) {
      columns[column][error.t] = scaleByPower(bars[column][error.t]!, error.power);
    }
    // A close in the wrong unit was the low as well: where the bar's low is only that, the others tell the range.
    const { t } = error;
    const around = [columns.open[t]!, columns.close[t]!];
    columns.high[t] = Math.max(columns.high[t]!, ...around);
    columns.low[t] = Math.min(columns.low[t]!, ...around);
  }
  const repaired = { ...history, bars: { ...bars, ...columns } };
  return { history: repaired, repairs: describeErrors(history, repaired, errors) };
}

/** Exact for powers of ten: division rather than multiplication by 0.01. */
function scaleByPower(value: number, power: number): number {
  return power > 0 ? value * 10 ** power : value / 10 ** -power;
}

/** One sentence for each run of neighbouring bars with the same error. */
function describeErrors(before: CheckedHistory, after: CheckedHistory, errors: readonly UnitError[]): string[] {
  const sentences: string[] = [];
  for (let i = 0; i < errors.length;) {
    const first = errors[i]!;
    let end = i + 1;
    while (
      end < errors.length &&
      errors[end]!.t === errors[end - 1]!.t + 1 &&
      errors[end]!.power === first.power &&
      errors[end]!.columns.join() === first.columns.join()
    ) {
      end++;
    }
    const last = errors[end - 1]!;
    const column = first.columns[0]!;
    const found = `${formatPrice(before.bars[column][first.t]!)} to ${formatPrice(after.bars[column][first.t]!)}`;
    const days =
      end - i === 1
        ? describePlace(before, first.t)
        : `${describePlace(before, first.t)} to ${describePlace(before, last.t)}, ${end - i} bars`;
    const factor = first.power > 0 ? `multiplied by ${10 ** first.power}` : `divided by ${10 ** -first.power}`;
    sentences.push(`${days}: ${first.columns.join(', ')} in another unit, ${factor} (${column} ${found}).`);
    i = end;
  }
  return sentences;
}
