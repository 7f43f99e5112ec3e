import type { FoundFinding } from '#contract/api/market-data.ts';

export const findingStates = ['open', 'accepted', 'repaired', 'refused'] as const;
export type FindingState = (typeof findingStates)[number];

/** What has become of a finding; only an open red one keeps its history out of trainings. */
export function stateOf({ isAcknowledged, action }: Pick<FoundFinding, 'isAcknowledged' | 'action'>): FindingState {
  if (isAcknowledged) return 'accepted';
  return action === 'kept' ? 'open' : action;
}

/** Tells findings of all histories apart. */
export function keyOfFinding({ symbol, timeframe, check, message }: FoundFinding): string {
  return [symbol, timeframe, check, message].join(' ');
}

/** Symbols with an open red finding, each once. */
export function findBlocked(findings: readonly FoundFinding[]): string[] {
  return [
    ...new Set(findings.filter((each) => each.severity === 'red' && !each.isAcknowledged).map(({ symbol }) => symbol)),
  ];
}
