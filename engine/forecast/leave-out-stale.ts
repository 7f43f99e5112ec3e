import { formatDay } from '../kernel/format-day.ts';
import type { EpochMs } from '#contract/bars.ts';
import type { LeftOut } from '#contract/left-out.ts';
import type { BundleManifest } from './bundle.ts';

/** The instruments of a model that it can forecast now, and those that it cannot, with the reason. */
export interface Forecastable {
  readonly symbols: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Leaves out the instruments whose history ends on a bar that a fit of the model has seen: they stopped
 * trading, or were not imported again, and a forecast from there would be one of the known past. Those that the
 * workspace does not have any more (null) are left out too.
 */
export function leaveOutStale(
  { scalers, calibrators }: Pick<BundleManifest, 'scalers' | 'calibrators'>,
  lastBarOf: (symbol: string) => EpochMs | null,
): Forecastable {
  const symbols: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const [symbol, fitted] of Object.entries(scalers)) {
    const fittedUntil = Math.max(...[...calibrators, ...fitted].map(({ fittedOn }) => fittedOn.to));
    const last = lastBarOf(symbol);
    if (last === null) leftOut.push({ symbol, reason: 'its history is not in the workspace any more' });
    else if (last > fittedUntil) symbols.push(symbol);
    else {
      leftOut.push({
        symbol,
        reason: `its history ends on ${formatDay(last)}, and the model was fitted up to ${formatDay(fittedUntil)}`,
      });
    }
  }
  return { symbols, leftOut };
}
