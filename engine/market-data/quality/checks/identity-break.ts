import type { QualityFinding } from '#contract/quality.ts';
import { formatDay } from '../../../kernel/format-day.ts';
import { timeframeMs } from '../../time/timeframe-length.ts';
import { formatPrice } from '../describe-place.ts';
import type { HistoryView } from '../history-view.ts';
import { measureNoise, medianOfPositive } from '../local-noise.ts';
import { makeFinding, Places } from '../make-finding.ts';

/*
 * identity-break (red): a symbol that belonged to another company before a hole in the history.
 *
 * Tickers are given anew. What tells it: a hole of more than 90 days, after which the price is farther from where it
 * was than a random walk of the hole's length gets, or the volume is on an unrelated scale.
 */

const LEAST_HOLE_MS = 90 * 86_400_000;

/** Bars on either side whose median stands for price and volume. */
const SIDE_BARS = 20;

/** The price alone: this many standard deviations of the hole's random walk, and a factor of at least 2. */
const PRICE_NOISES = 5;
const LEAST_PRICE_RATIO = Math.log(2);

/** Price and volume together. */
const BOTH_NOISES = 2.5;
const BOTH_PRICE_RATIO = Math.log(1.5);
const BOTH_VOLUME_RATIO = Math.log(20);

/** The volume alone: trade does not change a thousandfold. */
const VOLUME_RATIO = Math.log(1000);

export interface IdentityBreak {
  /** The first bar after the hole. */
  readonly t: number;
}

export function findIdentityBreaks({ history, adjustedClose }: HistoryView): IdentityBreak[] {
  const { bars, hasVolume, timeframe } = history;
  const { time, volume } = bars;
  const breaks: IdentityBreak[] = [];
  for (let t = 1; t < time.length; t++) {
    const hole = time[t]! - time[t - 1]!;
    if (hole <= LEAST_HOLE_MS + timeframeMs[timeframe]) continue;
    const move = Math.abs(Math.log(adjustedClose[t]! / adjustedClose[t - 1]!));
    const noise = Math.max(
      measureNoise(adjustedClose, Math.max(1, t - SIDE_BARS)),
      measureNoise(adjustedClose, Math.min(time.length - 1, t + SIDE_BARS)),
    );
    const missed = hole / meanSpacing(time, t);
    const drift = noise * Math.sqrt(missed);
    const before = medianOfPositive(volume, t - SIDE_BARS, t);
    const after = medianOfPositive(volume, t, t + SIDE_BARS);
    const volumeMove = hasVolume && before > 0 && after > 0 ? Math.abs(Math.log(after / before)) : 0;
    const isOther =
      (move > LEAST_PRICE_RATIO && move > PRICE_NOISES * drift) ||
      (move > BOTH_PRICE_RATIO && move > BOTH_NOISES * drift && volumeMove > BOTH_VOLUME_RATIO) ||
      volumeMove > VOLUME_RATIO;
    if (isOther) breaks.push({ t });
  }
  return breaks;
}

/** Mean distance of the bars around bar t in milliseconds, the hole before it left out. */
function meanSpacing(time: Float64Array, t: number): number {
  const from = Math.max(0, t - 1 - 200);
  const to = Math.min(time.length - 1, t + 200);
  const span = time[t - 1]! - time[from]! + (time[to]! - time[t]!);
  return Math.max(1, span / Math.max(1, to - from - 1));
}

export function checkIdentityBreak(
  { history }: HistoryView,
  identityBreaks: readonly IdentityBreak[],
): QualityFinding[] {
  const last = identityBreaks.at(-1);
  if (!last) return [];
  const { time, close } = history.bars;
  const days = Math.round((time[last.t]! - time[last.t - 1]!) / 86_400_000);
  const firstDay = formatDay(time[last.t]!);
  return [
    makeFinding(history, 'identity-break', 'red', Places.of(identityBreaks.map(({ t }) => t)), {
      message:
        `The symbol seems to have belonged to another company: after a hole of ${days} days the history goes on ` +
        `on ${firstDay} at ${formatPrice(close[last.t]!)} with another scale of prices or volume; it had ended at ` +
        `${formatPrice(close[last.t - 1]!)}.`,
      hint: `Import the file again with --replace --from ${firstDay}.`,
    }),
  ];
}
