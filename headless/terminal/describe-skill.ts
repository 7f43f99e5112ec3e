import type { EdgeCondition, Evaluation } from '#contract/evaluation.ts';
import { formatPoints } from './format.ts';

const failures: Readonly<Record<EdgeCondition, string>> = {
  skill: 'the interval of the skill does not lie above 0',
  correlation: 'the interval of the MCC does not lie above 0',
  brier: 'the Brier score is not below that of the base rate',
};

/** What decides what a model is worth: is there an edge, by how much, and if not, why not. */
export function describeSkill({ skill, edge, unmet, slice, daysNeeded }: Evaluation): string {
  const difference = `${formatPoints(skill.value)} points of direction accuracy against "${skill.versus}"`;
  const interval = `(95 % interval ${formatPoints(skill.low)} to ${formatPoints(skill.high)})`;
  switch (edge) {
    case 'found':
      return `Edge found on the test slice: ${difference} ${interval}.`;
    case 'none':
      return `No edge found on the test slice: ${difference} ${interval}; ${describeUnmet(unmet)}.`;
    case 'unknown':
      return `Too few test days to tell whether there is an edge (${describeDays(slice.days, daysNeeded)}): ${difference} so far.`;
  }
}

/** "277 test days; 280 are needed to tell". */
export function describeDays(days: number, needed: number): string {
  return `${days} test ${days === 1 ? 'day' : 'days'}; ${needed} are needed to tell`;
}

/** What an edge needs and the model lacks, in words. */
export function describeUnmet(unmet: readonly EdgeCondition[]): string {
  return unmet.map((condition) => failures[condition]).join('; ');
}
