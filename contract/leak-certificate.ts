import * as v from 'valibot';

/**
 * What the certificate looks at. 'features', 'windows' and 'forecasts' are made again from histories whose future is
 * another one; 'fits' are scalers, weights of classes and calibrators, and what they were fitted on; 'purge' is whether
 * a window or a label of one part of the split reaches into the next.
 */
export const leakStages = ['features', 'windows', 'forecasts', 'fits', 'purge'] as const;
export type LeakStage = (typeof leakStages)[number];

const leakSchema = v.object({
  stage: v.picklist(leakStages),
  /** Null where it concerns no single instrument. */
  symbol: v.nullable(v.string()),
  /** The column, the fit or the labels, in words. */
  what: v.string(),
  /** How the future was changed; 'as built': seen in the dataset or the model itself. */
  how: v.picklist(['cut off', 'scrambled', 'as built']),
  /** Time of the last bar that was kept; of 'as built' the border that should not have been reached. */
  cut: v.number(),
  /** Time of the first bar that differs; of 'as built' the one that was reached. */
  bar: v.number(),
});

/** Numbers that know their future. */
export type Leak = v.InferOutput<typeof leakSchema>;

export const leakCertificateSchema = v.object({
  /** Instruments that were drawn for the stages that are computed again. */
  instruments: v.array(v.string()),
  /** Bars, over all instruments, behind which the future was changed: once cut off, and once scrambled. */
  cuts: v.number(),
  checks: v.array(
    v.object({
      stage: v.picklist(leakStages),
      /** Numbers that were compared; a stage without any has not passed. */
      comparisons: v.number(),
      passed: v.boolean(),
    }),
  ),
  /** The first one of each thing that leaks and of each way to change the future. */
  leaks: v.array(leakSchema),
  passed: v.boolean(),
});

/**
 * Whether a model and the very data that it was trained on know anything of the future. It is drawn up when the model
 * is sealed and stays in its bundle; a model whose certificate did not pass makes no call.
 */
export type LeakCertificate = v.InferOutput<typeof leakCertificateSchema>;

/** The stages that did not pass. */
export function findLeakingStages({ checks }: LeakCertificate): LeakStage[] {
  return checks.filter(({ passed }) => !passed).map(({ stage }) => stage);
}
