import type { ModelSpec } from '#contract/model-spec.ts';

type AnySchedule = NonNullable<ModelSpec['training']['schedule']>;

export type ScheduleKind = AnySchedule['kind'];

/** The schedule of this kind, as the spec writes it. */
export type Schedule<Kind extends ScheduleKind> = Extract<AnySchedule, { kind: Kind }>;
