import type { CorporateActions, RawBars } from '../../store/bars.ts';
import type { CheckedHistory } from './checked-history.ts';
import { repairDividends } from './repairs/repair-dividends.ts';
import { repairUnadjustedSplits, repairWrongSplits } from './repairs/repair-splits.ts';
import { repairUnits } from './repairs/repair-units.ts';

/** One repair may uncover another: a split that becomes known explains a block that it was applied to twice. */
const MAX_ROUNDS = 8;

/**
 * Repairs what is beyond doubt: prices in another unit, splits left out or applied wrongly, dividends in another unit
 * or that the adjusted close has wrong. Everything else stays as it is, to the last bit; columns without a change
 * are the given ones. Splits come before dividends, whose fall is measured on one scale.
 */
export function repairHistory(history: CheckedHistory): {
  bars: RawBars;
  actions: CorporateActions;
  repairs: string[];
} {
  const repairs: string[] = [];
  let current = history;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = current;
    for (const repair of [repairUnits, repairWrongSplits, repairUnadjustedSplits, repairDividends]) {
      const step = repair(current);
      current = step.history;
      repairs.push(...step.repairs);
    }
    if (current === before) break;
  }
  return { bars: current.bars, actions: current.actions, repairs };
}
