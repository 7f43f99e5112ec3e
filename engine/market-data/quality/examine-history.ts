import type { CheckedHistory } from './checked-history.ts';
import { findDividendErrors, type DividendError } from './checks/wrong-dividend.ts';
import { findIdentityBreaks, type IdentityBreak } from './checks/identity-break.ts';
import { findUnadjustedSplits, type UnadjustedSplit } from './checks/unadjusted-split.ts';
import { findUnitErrors, type UnitErrors } from './checks/unit-jump.ts';
import { findSplitErrors, type SplitError } from './checks/wrong-split.ts';
import { viewHistory, type HistoryView } from './history-view.ts';

/** Everything that is wrong with the scale of prices. Each step of a price is explained once, by the first that can. */
export interface Examination extends HistoryView {
  readonly unitErrors: UnitErrors;
  readonly splitErrors: readonly SplitError[];
  readonly identityBreaks: readonly IdentityBreak[];
  readonly unadjustedSplits: readonly UnadjustedSplit[];
  readonly dividendErrors: readonly DividendError[];
  /** Bars whose move one of the above explains. */
  readonly explained: ReadonlySet<number>;
}

export function examineHistory(history: CheckedHistory): Examination {
  const view = viewHistory(history);
  const explained = new Set<number>();
  const note = (bars: Iterable<number>): void => {
    for (const t of bars) explained.add(t);
  };
  // Splits with an event go first: a block that a split of 1:10000 was applied to twice is no unit error.
  const splitErrors = findSplitErrors(view);
  for (const error of splitErrors) note(error.steps);
  const identityBreaks = findIdentityBreaks(view);
  note(identityBreaks.map(({ t }) => t));
  const unitErrors = findUnitErrors(view, explained);
  note(unitErrors.steps);
  const dividendErrors = findDividendErrors(view);
  note(dividendErrors.map(({ event }) => event.t));
  const unadjustedSplits = findUnadjustedSplits(view, explained);
  note(unadjustedSplits.map(({ t }) => t));
  return { ...view, unitErrors, splitErrors, identityBreaks, unadjustedSplits, dividendErrors, explained };
}
