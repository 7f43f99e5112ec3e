import * as v from 'valibot';
import type { EpochMs, Timeframe } from './bars.ts';
import type { Edge, Estimate, Evaluation } from './evaluation.ts';
import type { Experiment } from './model-spec.ts';
import type { SplitPart } from './training.ts';

/**
 * How the fitted span (train, validation and calibration) moves from fold to fold: 'expanding' always begins at the
 * first bar, 'rolling' keeps its length and forgets what is older.
 */
export const walkForwardModes = ['expanding', 'rolling'] as const;
export type WalkForwardMode = (typeof walkForwardModes)[number];

/**
 * A walk-forward evaluation beside its experiment: the experiment's split says in which proportions the fitted span is
 * cut into train, validation and calibration, and its embargo holds at every border.
 */
export const walkForwardPlanSchema = v.strictObject({
  /** Successive test parts of equal length; together they are the tail of the data. */
  folds: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(50)),
  mode: v.picklist(walkForwardModes),
  /** Bars in each test part; derived where it is missing, so that the first fold has the proportions of the split. */
  testBars: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Trainings of each fold, with the experiment's seed and those that follow it. */
  seeds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
});
export type WalkForwardPlan = v.InferOutput<typeof walkForwardPlanSchema>;

/** The first 12 hex digits of the hash of experiment, plan, data and Almanac's version. */
export const walkForwardIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/, 'expected 12 hex digits'));

export interface WalkForwardFold {
  /** Counts from 1. */
  readonly fold: number;
  readonly split: readonly SplitPart[];
  /** Instruments with too few bars in the train part of this fold: it neither learned from them nor forecast them. */
  readonly leftOut: readonly string[];
  readonly trainings: readonly { readonly seed: number; readonly epochs: number; readonly bestEpoch: number }[];
}

/** The headline numbers of one seed over all folds. */
export interface SeedScore {
  readonly seed: number;
  readonly accuracy: number;
  /** Accuracy minus that of the best baseline. */
  readonly skill: number;
  readonly mcc: number;
  readonly brier: number;
  readonly pinballSkill: number;
}
export type SeedMetric = Exclude<keyof SeedScore, 'seed'>;

/** Mean and standard deviation (n - 1) over the seeds. */
export interface Spread {
  readonly mean: number;
  readonly standardDeviation: number;
}

/** How the forecasts of one horizon did. */
export interface HorizonScores {
  readonly horizonBars: number;
  /** The test part of each fold, over all seeds. */
  readonly folds: readonly Evaluation[];
  /**
   * All out-of-sample forecasts of all folds: each was made by a network that had seen nothing of its bar or of what
   * came after it. With several seeds every window counts once for each of them, and a day is still drawn as a whole,
   * so a share is the mean over the seeds and its interval is no narrower for there being many.
   */
  readonly evaluation: Evaluation;
  /** Folds whose skill, against the best baseline of that very fold, lies above 0. */
  readonly foldsWithSkill: number;
  /** One for each seed. */
  readonly seeds: readonly SeedScore[];
  /** Null with one seed, which tells nothing about chance in the training. */
  readonly spread: Readonly<Record<SeedMetric, Spread>> | null;
}

/** A walk-forward in the list of them; its scores are those of the shortest horizon. */
export interface WalkForwardSummary {
  readonly id: string;
  readonly createdAt: EpochMs;
  /** Name of the spec. */
  readonly name: string;
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
  readonly plan: WalkForwardPlan;
  readonly horizonBars: number;
  readonly edge: Edge;
  readonly skill: Estimate & { readonly versus: string };
  readonly foldsWithSkill: number;
}

export interface WalkForwardResult {
  readonly id: string;
  readonly experiment: Experiment;
  readonly plan: WalkForwardPlan;
  readonly folds: readonly WalkForwardFold[];
  /** One for each horizon of the label, shortest first. */
  readonly horizons: readonly HorizonScores[];
}
