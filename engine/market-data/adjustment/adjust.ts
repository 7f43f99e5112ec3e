import type { Bars } from '#contract/bars.ts';
import type { RawBars } from '../../store/bars.ts';

/**
 * Bars adjusted for splits and dividends, as `Bars` defines them. All four prices take the factor of
 * the close: a dividend or split falls between two sessions, so it scales a whole bar at once.
 */
export function adjustBars(raw: RawBars): Bars {
  return {
    time: raw.time,
    open: multiply(raw.open, raw.priceFactor),
    high: multiply(raw.high, raw.priceFactor),
    low: multiply(raw.low, raw.priceFactor),
    close: multiply(raw.close, raw.priceFactor),
    volume: multiply(raw.volume, raw.volumeFactor),
  };
}

function multiply(column: Float64Array, factor: Float64Array): Float64Array {
  return column.map((value, t) => value * factor[t]!);
}
