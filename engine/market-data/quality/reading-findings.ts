import type { QualityCheck, QualityFinding } from '#contract/quality.ts';

const ofReading = new Set<QualityCheck>([
  'duplicate',
  'future-date',
  'refused-row',
  'time-zone-assumed',
  'ambiguous-time',
  'mixed-time-units',
  'unknown-scale',
  'adjustment-assumed',
  'series-refused',
]);

/**
 * The findings that reading a file made: no look at the stored bars would find them again. Their rows are those of
 * the file that was read then.
 */
export function keepReadingFindings(findings: readonly QualityFinding[]): QualityFinding[] {
  return findings.filter(({ check, action }) => ofReading.has(check) || action === 'repaired');
}
