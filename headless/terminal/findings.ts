import type { QualityFinding } from '#contract/quality.ts';
import { formatCount, formatDate } from './format.ts';
import { printNote } from './output.ts';

const SHOWN_PLACES = 3;

/** "1 red, 2 amber", or "-" where there is nothing but information. */
export function countFindings(findings: readonly Pick<QualityFinding, 'severity'>[]): string {
  const counts = (['red', 'amber'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [`${count} ${severity}`] : [];
  });
  return counts.length > 0 ? counts.join(', ') : '-';
}

/** The findings that a user has to know of, one line each with their first places and what to do. */
export function printFindings(
  symbol: string,
  findings: readonly (QualityFinding & { readonly isAcknowledged?: boolean })[],
  { withInfo = false, print = printNote }: { withInfo?: boolean; print?: (text: string) => void } = {},
): void {
  for (const finding of findings) {
    if (finding.severity === 'info' && !withInfo) continue;
    const state = finding.isAcknowledged ? 'accepted' : finding.severity;
    print(`${symbol}  ${state}  ${finding.check}: ${finding.message}${describePlaces(finding)}`);
    if (finding.hint !== '') print(`${' '.repeat(symbol.length + 2)}${finding.hint}`);
  }
}

function describePlaces({ times, rows, count }: QualityFinding): string {
  const places = times.slice(0, SHOWN_PLACES).map((time, i) => {
    const row = rows[i];
    return formatDate(time) + (row !== undefined && row > 0 ? ` (row ${formatCount(row)})` : '');
  });
  if (places.length === 0) return '';
  return ` [${places.join(', ')}${count > places.length ? `, ${formatCount(count - places.length)} more` : ''}]`;
}
