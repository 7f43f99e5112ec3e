import type { EpochMs } from '#contract/bars.ts';
import type { Evaluation } from '#contract/evaluation.ts';
import type { Experiment } from '#contract/model-spec.ts';
import type { WalkForwardResult, WalkForwardSummary } from '#contract/walk-forward.ts';
import { inventedModel } from './invent-forecast.ts';

const FOLDS = 4;
const [invented] = inventedModel.evaluations as [Evaluation];

/** One that finds nothing, as most honest ones do. */
function inventEvaluation(skill: number): Evaluation {
  return {
    ...invented,
    skill: { value: skill, low: skill - 0.02, high: skill + 0.02, versus: 'always-up' },
    edge: 'none',
    unmet: ['skill', 'correlation'],
  };
}

/** A walk-forward of four folds and two seeds over the bars of a market. */
export function inventWalkForward(experiment: Experiment, time: ArrayLike<EpochMs>): WalkForwardResult {
  const at = (share: number): EpochMs => time[Math.min(time.length - 1, Math.round(time.length * share))]!;
  const seeds = [1, 2].map((seed) => ({
    seed,
    accuracy: 0.52 + seed * 0.004,
    skill: 0.002 * seed,
    mcc: 0.01 * seed,
    brier: 0.2495 - 0.0004 * seed,
    pinballSkill: 0.003 * seed,
  }));
  const spread = { mean: 0.52, standardDeviation: 0.003 };
  return {
    id: 'ab12cd34ef56',
    experiment,
    plan: { folds: FOLDS, mode: 'expanding', seeds: 2 },
    folds: Array.from({ length: FOLDS }, (_, i) => {
      const end = 0.6 + 0.1 * i;
      return {
        fold: i + 1,
        split: [
          { name: 'train', from: at(0.1), to: at(end - 0.2), samples: 4000 },
          { name: 'validation', from: at(end - 0.19), to: at(end - 0.1), samples: 900 },
          { name: 'calibration', from: at(end - 0.09), to: at(end - 0.01), samples: 700 },
          { name: 'test', from: at(end), to: at(end + 0.09), samples: 800 },
        ],
        leftOut: i === 0 ? ['ZINC'] : [],
        trainings: seeds.map(({ seed }) => ({ seed, epochs: 20, bestEpoch: 10 + seed })),
      };
    }),
    horizons: [
      {
        horizonBars: 14,
        folds: [0.012, -0.004, 0.006, -0.001].map(inventEvaluation),
        evaluation: inventEvaluation(0.003),
        foldsWithSkill: 2,
        seeds,
        spread: { accuracy: spread, skill: spread, mcc: spread, brier: spread, pinballSkill: spread },
      },
    ],
  };
}

export function summariseWalkForward({ id, experiment, plan, horizons }: WalkForwardResult): WalkForwardSummary {
  const [{ horizonBars, evaluation, foldsWithSkill }] = horizons as [WalkForwardResult['horizons'][number]];
  return {
    id,
    createdAt: Date.UTC(2026, 10, 29),
    name: experiment.spec.name,
    symbols: experiment.instruments,
    timeframe: experiment.spec.timeframe,
    plan,
    horizonBars,
    edge: evaluation.edge,
    skill: evaluation.skill,
    foldsWithSkill,
  };
}
