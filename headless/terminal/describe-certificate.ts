import { findLeakingStages, type LeakCertificate } from '#contract/leak-certificate.ts';
import { formatCount, formatDate } from './format.ts';

/** Whether the model knows anything of the future, and the first thing that it knows. */
export function describeCertificate(certificate: LeakCertificate): string {
  const { instruments, cuts, checks, leaks, passed } = certificate;
  const comparisons = checks.reduce((sum, check) => sum + check.comparisons, 0);
  const extent = `${formatCount(comparisons)} comparisons, the future changed behind ${cuts} ${cuts === 1 ? 'bar' : 'bars'} of ${instruments.join(', ')}`;
  if (passed) return `Leak certificate: green (${extent}).`;
  const first = leaks[0];
  const found = first
    ? ` First leak: ${first.what}${first.symbol === null ? '' : ` of ${first.symbol}`}, ${first.how} after ${formatDate(first.cut)}, at the bar of ${formatDate(first.bar)}.`
    : '';
  return `Leak certificate: RED in ${findLeakingStages(certificate).join(', ')} (${extent}): the scores cannot be believed.${found}`;
}
