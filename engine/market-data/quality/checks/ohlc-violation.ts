import type { QualityFinding } from '#contract/quality.ts';
import type { CheckedHistory } from '../checked-history.ts';
import { describePlace, formatPrice } from '../describe-place.ts';
import { makeFinding, Places } from '../make-finding.ts';

/*
 * ohlc-violation (info): an open or close outside of its bar's low and high. Only bars within the tolerance of the
 * import come here, where a provider rounded each price for itself; others were refused.
 */

export function checkOhlcViolation(history: CheckedHistory): QualityFinding[] {
  const { open, high, low, close } = history.bars;
  const places = new Places();
  for (let t = 0; t < close.length; t++) {
    const top = high[t]!;
    const bottom = low[t]!;
    if (!(open[t]! <= top && open[t]! >= bottom && close[t]! <= top && close[t]! >= bottom)) places.add(t);
  }
  const first = places.bars[0];
  if (first === undefined) return [];
  return [
    makeFinding(history, 'ohlc-violation', 'info', places, {
      message:
        `${places.count} ${places.count === 1 ? 'bar has' : 'bars have'} an open or close a hair outside of low and high, ` +
        `first ${describePlace(history, first)}: open ${formatPrice(open[first]!)}, high ${formatPrice(high[first]!)}, ` +
        `low ${formatPrice(low[first]!)}, close ${formatPrice(close[first]!)}.`,
      hint: '',
    }),
  ];
}
