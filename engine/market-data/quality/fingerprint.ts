import type { QualityFinding } from '#contract/quality.ts';

/**
 * What an acknowledgement of a finding is kept under: the check, how many places, and when the first ones are. A
 * re-import that leaves the places as they are keeps it, whatever rows the file has them in; a new place changes it.
 */
export function fingerprintFinding({ check, count, times }: QualityFinding): string {
  return `${check}/${count}/${times.join(',')}`;
}
