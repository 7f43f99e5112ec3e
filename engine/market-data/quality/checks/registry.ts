import type { QualityCheck, QualityFinding } from '#contract/quality.ts';
import type { Examination } from '../examine-history.ts';
import { checkGap } from './gap.ts';
import { checkIdentityBreak } from './identity-break.ts';
import { checkOhlcViolation } from './ohlc-violation.ts';
import { checkPriceJump } from './price-jump.ts';
import { checkStaleRepeat } from './stale-repeat.ts';
import { checkUnadjustedSplit } from './unadjusted-split.ts';
import { checkUnfinishedBar } from './unfinished-bar.ts';
import { checkUnitJump } from './unit-jump.ts';
import { checkWrongDividend } from './wrong-dividend.ts';
import { checkWrongSplit } from './wrong-split.ts';
import { checkZeroVolume } from './zero-volume.ts';

/** The checks of a history. What is not here is found while a file is read, where rows are known that became no bar. */
export const historyChecks: Readonly<Partial<Record<QualityCheck, (examination: Examination) => QualityFinding[]>>> = {
  'unit-jump': (found) => checkUnitJump(found, found.unitErrors),
  'unadjusted-split': (found) => checkUnadjustedSplit(found, found.unadjustedSplits),
  'wrong-split': (found) => checkWrongSplit(found, found.splitErrors),
  // Finds missing dividend adjustments as well: both come from the same evidence.
  'wrong-dividend': (found) => checkWrongDividend(found, found.dividendErrors),
  'identity-break': (found) => checkIdentityBreak(found, found.identityBreaks),
  gap: ({ history }) => checkGap(history),
  'ohlc-violation': ({ history }) => checkOhlcViolation(history),
  'price-jump': (found) => checkPriceJump(found, found.explained),
  'stale-repeat': ({ history }) => checkStaleRepeat(history),
  'zero-volume': ({ history }) => checkZeroVolume(history),
  'unfinished-bar': ({ history }) => checkUnfinishedBar(history),
};
