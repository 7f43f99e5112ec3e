import type { CheckedHistory } from '../checked-history.ts';
import { findDividendErrors } from '../checks/wrong-dividend.ts';
import { describePlace, formatPrice } from '../describe-place.ts';
import { viewHistory } from '../history-view.ts';
import type { RepairStep } from './repair-step.ts';
import { scaleRows } from './scale-rows.ts';

/** Corrects amounts of dividends, and the factors of all bars before where these were made from another amount. */
export function repairDividends(history: CheckedHistory): RepairStep {
  const errors = findDividendErrors(viewHistory(history)).filter(({ repairable }) => repairable);
  const repairs: string[] = [];
  let { bars, actions } = history;
  for (const { event, dividend, factorChange, kind } of errors) {
    const paid = event.indices.filter((i) => actions.dividend[i]! > 0);
    // Two dividends before the same bar: which of them is wrong cannot be told.
    if (paid.length !== 1) continue;
    const parts: string[] = [];
    if (dividend !== event.dividend) {
      const changed = actions.dividend.slice();
      changed[paid[0]!] = dividend;
      actions = { ...actions, dividend: changed };
      parts.push(`the amount changed to ${formatPrice(dividend)}`);
    }
    if (factorChange !== 1) {
      bars = { ...bars, priceFactor: scaleRows(bars.priceFactor, 0, event.t, factorChange) };
      parts.push(`the adjustment of all bars before multiplied by ${Number(factorChange.toPrecision(6))}`);
    }
    repairs.push(
      `${describePlace(history, event.t)}: a dividend of ${formatPrice(event.dividend)} ${kindWords[kind]}; ${parts.join(' and ')}.`,
    );
  }
  return { history: repairs.length > 0 ? { ...history, bars, actions } : history, repairs };
}

const kindWords = {
  ignored: 'that the adjusted close took no notice of',
  amount: 'in another unit than the adjusted close has it',
  factor: 'that the adjusted close had with another amount',
  'counted-twice': 'of which the adjusted close took a part off twice',
  implausible: 'that the price did not follow',
  unclear: 'that fits nothing',
} as const;
