import type { Evaluation } from '#contract/evaluation.ts';
import { formatSignedPercent } from './format.ts';

/** The one sentence that decides what a model is worth. */
export function describeSkill({ skill, edge }: Pick<Evaluation, 'skill' | 'edge'>): string {
  const points = (fraction: number): string => formatSignedPercent(fraction).replace(' %', '');
  const numbers = `${points(skill.value)} points of direction accuracy against "${skill.versus}" (95 % interval ${points(skill.low)} to ${points(skill.high)})`;
  return edge === 'found'
    ? `Edge found on the test slice: ${numbers}.`
    : `No edge found on the test slice: ${numbers}.`;
}
