import type { QualityFinding } from '#contract/quality.ts';
import type { CheckedHistory } from './checked-history.ts';
import { historyChecks } from './checks/registry.ts';
import { examineHistory } from './examine-history.ts';
import { sortFindings } from './sort-findings.ts';

export type { CheckedHistory };

/** What is wrong with a history, the worst first, then in the order of `qualityChecks`. Changes nothing. */
export function checkQuality(history: CheckedHistory): QualityFinding[] {
  const examination = examineHistory(history);
  return sortFindings(Object.values(historyChecks).flatMap((check) => check(examination)));
}
