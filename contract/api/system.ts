import { oc, type } from '@orpc/contract';

export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** What was found. */
  readonly found: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly hint: string;
}

export const systemContract = {
  /** Looks at every part that Almanac stands on; engine/doctor/run-checks.ts says how. */
  doctor: oc.output(type<Check[]>()),
};
