import type { Severity } from '#contract/quality.ts';

export const severityTones = { red: 'danger', amber: 'warning', info: 'plain' } as const satisfies Record<
  Severity,
  string
>;
