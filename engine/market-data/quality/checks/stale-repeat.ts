import type { QualityFinding } from '#contract/quality.ts';
import type { CheckedHistory } from '../checked-history.ts';
import { describePlace } from '../describe-place.ts';
import { makeFinding, Places } from '../make-finding.ts';

/*
 * stale-repeat (amber): bars that look copied from the one before rather than traded.
 *
 * - 5 or more bars in a row with open, high, low and close all at one price, though there was volume;
 * - 3 or more in a row with the same open, high, low, close and volume, the high above the low: four prices and a
 *   volume do not come back by chance;
 * - 10 or more in a row at one price without volume: trade was suspended, or the provider filled a hole.
 */

const LEAST_FLAT = 5;
const LEAST_SAME = 3;
const LEAST_IDLE = 10;

export function checkStaleRepeat(history: CheckedHistory): QualityFinding[] {
  const { open, high, low, close, volume } = history.bars;
  const places = new Places();
  const counts = { flat: 0, same: 0, idle: 0 };
  let longest = 0;
  let longestAt = 0;
  const note = (kind: keyof typeof counts, first: number, length: number): void => {
    counts[kind]++;
    places.add(first);
    if (length <= longest) return;
    longest = length;
    longestAt = first;
  };

  // A run holds bars that equal its first one in the way of its kind; -1 is no kind.
  let first = 0;
  let kind = -1;
  for (let t = 0; t <= close.length; t++) {
    const isSame =
      t > 0 &&
      t < close.length &&
      open[t] === open[t - 1] &&
      high[t] === high[t - 1] &&
      low[t] === low[t - 1] &&
      close[t] === close[t - 1];
    if (isSame && kindAt(t) === kind && (kind !== 2 || volume[t] === volume[t - 1])) continue;
    const length = t - first;
    if (kind === 0 && length >= LEAST_IDLE) note('idle', first, length);
    else if (kind === 1 && length >= LEAST_FLAT) note('flat', first, length);
    else if (kind === 2 && length >= LEAST_SAME) note('same', first, length);
    first = t;
    kind = t < close.length ? kindAt(t) : -1;
  }

  /** 0: one price, no volume; 1: one price with volume; 2: several prices. */
  function kindAt(t: number): number {
    if (high[t]! > low[t]!) return 2;
    return volume[t]! > 0 ? 1 : 0;
  }

  if (places.count === 0) return [];
  const parts = [
    counts.flat > 0 ? `${counts.flat} of at least ${LEAST_FLAT} bars at one price despite volume` : '',
    counts.same > 0 ? `${counts.same} of at least ${LEAST_SAME} bars that are the same in every price and volume` : '',
    counts.idle > 0 ? `${counts.idle} of at least ${LEAST_IDLE} bars at one price without volume` : '',
  ].filter((part) => part !== '');
  return [
    makeFinding(history, 'stale-repeat', 'amber', places, {
      message:
        `${places.count === 1 ? 'One run' : `${places.count} runs`} of repeated bars: ${parts.join('; ')}. The longest has ` +
        `${longest} bars from ${describePlace(history, longestAt)} on.`,
      hint: 'Trade may have been suspended, or the provider filled holes with old prices: a model would learn that nothing moves.',
    }),
  ];
}
