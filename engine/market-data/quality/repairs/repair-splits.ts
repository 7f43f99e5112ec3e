import type { CorporateActions } from '../../../store/bars.ts';
import type { CheckedHistory } from '../checked-history.ts';
import { findSplitErrors, type SplitError } from '../checks/wrong-split.ts';
import { describePlace, formatPrice, formatRatio } from '../describe-place.ts';
import { examineHistory } from '../examine-history.ts';
import { viewHistory } from '../history-view.ts';
import type { RepairStep } from './repair-step.ts';
import { scaleRows } from './scale-rows.ts';

/** Undoes one wrong application of a split after the other: each one changes what the next looks like. */
export function repairWrongSplits(history: CheckedHistory): RepairStep {
  const repairs: string[] = [];
  let current = history;
  const rounds = findSplitErrors(viewHistory(history)).length;
  for (let round = 0; round < rounds; round++) {
    const error = findSplitErrors(viewHistory(current)).findLast(({ repairable }) => repairable);
    if (!error) break;
    const repaired = applySplitError(current, error);
    const { first, end, split } = error;
    const at = first > 0 ? first : end - 1;
    const rows =
      first > 0
        ? `${describePlace(current, first)} to ${describePlace(current, end - 1)}`
        : `all bars to ${describePlace(current, end - 1)}`;
    const adjusted = (h: CheckedHistory): string => formatPrice(h.bars.close[at]! * h.bars.priceFactor[at]!);
    repairs.push(
      `${describePlace(current, error.t)}: a split of ${formatRatio(split)} was applied wrongly; the ` +
        `${error.target === 'prices' ? 'prices' : 'adjustment'} of ${rows} changed by ${formatRatio(error.multiplier)} ` +
        `(adjusted close ${adjusted(current)} to ${adjusted(repaired)}).`,
    );
    current = repaired;
  }
  return { history: current, repairs };
}

function applySplitError(history: CheckedHistory, error: SplitError): CheckedHistory {
  const { bars } = history;
  const { first, end, multiplier, target } = error;
  if (target === 'prices') {
    const scale = (column: Float64Array): Float64Array => scaleRows(column, first, end, multiplier);
    const volume = scaleRows(bars.volume, first, end, 1 / multiplier);
    // Shares are whole where the file has whole ones.
    for (let t = first; t < end; t++) if (Number.isInteger(bars.volume[t]!)) volume[t] = Math.round(volume[t]!);
    const prices = { open: scale(bars.open), high: scale(bars.high), low: scale(bars.low), close: scale(bars.close) };
    return { ...history, bars: { ...bars, ...prices, volume } };
  }
  const priceFactor = scaleRows(bars.priceFactor, first, end, multiplier);
  const volumeFactor = followsAlready(bars.volumeFactor, error)
    ? bars.volumeFactor
    : scaleRows(bars.volumeFactor, first, end, 1 / multiplier);
  return { ...history, bars: { ...bars, priceFactor, volumeFactor } };
}

/** Whether the volume's factor is right as it is: it has the split that prices lack, or lacks one that never was. */
function followsAlready(volumeFactor: Float64Array, { kind, end, split }: SplitError): boolean {
  const change = volumeFactor[end - 1]! / volumeFactor[end]!;
  const hasSplit = Math.abs(change / split - 1) < 0.01;
  return kind === 'left-out' || kind === 'part-left-out' ? hasSplit : !hasSplit;
}

/** Brings prices before a split that has no event to the new scale by their factors, and notes the split. */
export function repairUnadjustedSplits(history: CheckedHistory): RepairStep {
  const splits = examineHistory(history).unadjustedSplits.filter(({ repairable }) => repairable);
  const repairs: string[] = [];
  let { bars, actions } = history;
  for (const { t, split } of splits) {
    repairs.push(
      `${describePlace(history, t)}: a split of ${formatRatio(split)} that prices were not adjusted for (close ` +
        `${formatPrice(bars.close[t - 1]!)}, then open ${formatPrice(bars.open[t]!)}); the adjustment of all bars before ` +
        `changed by ${formatRatio(1 / split)}.`,
    );
    const priceFactor = scaleRows(bars.priceFactor, 0, t, 1 / split);
    bars = { ...bars, priceFactor, volumeFactor: scaleRows(bars.volumeFactor, 0, t, split) };
    actions = addSplit(actions, bars.time[t]!, split);
  }
  return { history: splits.length > 0 ? { ...history, bars, actions } : history, repairs };
}

/** The actions with a split at a time at which there is none yet. */
function addSplit({ time, dividend, split }: CorporateActions, at: number, ratio: number): CorporateActions {
  const known = time.indexOf(at);
  if (known !== -1) {
    const changed = split.slice();
    changed[known]! *= ratio;
    return { time, dividend, split: changed };
  }
  const before = time.filter((other) => other < at).length;
  const insert = (column: Float64Array, value: number): Float64Array =>
    Float64Array.from([...column.subarray(0, before), value, ...column.subarray(before)]);
  return { time: insert(time, at), dividend: insert(dividend, 0), split: insert(split, ratio) };
}
