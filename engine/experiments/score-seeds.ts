import type { Evaluation } from '#contract/evaluation.ts';
import type { SeedMetric, SeedScore, Spread } from '#contract/walk-forward.ts';

/** The headline numbers of one seed. */
export function scoreSeed(seed: number, { direction, skill, probability, pinball }: Evaluation): SeedScore {
  return {
    seed,
    accuracy: direction.accuracy.value,
    skill: skill.value,
    mcc: direction.mcc.value,
    brier: probability.brier,
    pinballSkill: pinball.skill.value,
  };
}

/** Mean and spread of each number over the seeds; null where there is one seed only. */
export function spreadSeeds(scores: readonly SeedScore[]): Readonly<Record<SeedMetric, Spread>> | null {
  if (scores.length < 2) return null;
  const spread = (metric: SeedMetric): Spread => {
    const values = scores.map((score) => score[metric]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, standardDeviation: Math.sqrt(squares / (values.length - 1)) };
  };
  return {
    accuracy: spread('accuracy'),
    skill: spread('skill'),
    mcc: spread('mcc'),
    brier: spread('brier'),
    pinballSkill: spread('pinballSkill'),
  };
}
