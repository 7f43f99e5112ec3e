import { qualityChecks, severities, type QualityFinding } from '#contract/quality.ts';

/** The worst first, then in the order of `qualityChecks`. */
export function sortFindings<Finding extends QualityFinding>(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity, check }: QualityFinding): number =>
    severities.indexOf(severity) * qualityChecks.length + qualityChecks.indexOf(check);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
