import type { QualityFinding } from '#contract/quality.ts';
import { describePlace, formatPrice, formatShare } from '../describe-place.ts';
import type { HistoryView } from '../history-view.ts';
import { makeFinding, Places } from '../make-finding.ts';

/*
 * price-jump (amber): an adjusted close that moves far more than those around it, for no reason that another check
 * found. Such moves are real more often than not; they are listed since a single wrong one outweighs years of data.
 */

/** Log moves above this are listed wherever they are. */
const LARGE_MOVE = 0.5;

/** Smaller ones, of 15 % at least (see price-steps.ts), where they stand out by this many robust standard deviations. */
const OUTSTANDING_NOISES = 12;

/** `explained`: bars whose move another check found a reason for. */
export function checkPriceJump(
  { history, adjustedClose, steps }: HistoryView,
  explained: ReadonlySet<number>,
): QualityFinding[] {
  const jumps = steps.filter(
    ({ t, close, noise }) =>
      !explained.has(t) && (Math.abs(close) > LARGE_MOVE || Math.abs(close) > OUTSTANDING_NOISES * noise),
  );
  const first = jumps[0];
  if (!first) return [];
  const largest = jumps.reduce((best, jump) => (Math.abs(jump.close) > Math.abs(best.close) ? jump : best));
  const { t, close } = largest;
  const share = formatShare(Math.expm1(close));
  return [
    makeFinding(history, 'price-jump', 'amber', Places.of(jumps.map((jump) => jump.t)), {
      message:
        `The adjusted close moves unusually far from one bar to the next in ${jumps.length} ` +
        `${jumps.length === 1 ? 'place' : 'places'}, most on ${describePlace(history, t)}: ` +
        `${close > 0 ? '+' : ''}${share}, from ${formatPrice(adjustedClose[t - 1]!)} to ${formatPrice(adjustedClose[t]!)}.`,
      hint: 'Look these days up; if prices are wrong, get the history from another provider.',
    }),
  ];
}
