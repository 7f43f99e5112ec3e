import type { InstrumentScore } from '#contract/evaluation.ts';
import { meanAbsoluteError } from './metrics/mean-absolute-error.ts';
import { meanAbsolutePercentageError } from './metrics/mean-absolute-percentage-error.ts';
import { rootMeanSquareError } from './metrics/root-mean-square-error.ts';

/** Per-sample values of the test slice, flags as 1 or 0, [n] each, with the instrument that each sample belongs to. */
export interface SampleFlags {
  /** Index into `symbols`. */
  readonly instrumentIndex: Int32Array;
  /** The day of the window's last bar. */
  readonly dayOfSample: Int32Array;
  /** Whether the direction was right. */
  readonly hits: ArrayLike<number>;
  /** Whether each central interval held. */
  readonly intervals: readonly { readonly nominal: number; readonly covered: ArrayLike<number> }[];
  /** The close that each return starts from, in the instrument's currency. */
  readonly close: ArrayLike<number>;
  /** Expected and actual simple return. */
  readonly expectedReturn: ArrayLike<number>;
  readonly outcomeReturn: ArrayLike<number>;
}

/**
 * Accuracy and coverage of each instrument that has samples, in the order of `symbols`. A pooled number may hide one
 * instrument on which the model is far off.
 */
export function scoreInstruments(symbols: readonly string[], flags: SampleFlags): InstrumentScore[] {
  const samples = symbols.map((): number[] => []);
  flags.instrumentIndex.forEach((instrument, i) => samples[instrument]!.push(i));
  return symbols.flatMap((symbol, instrument) => {
    const own = samples[instrument]!;
    if (own.length === 0) return [];
    const share = (values: ArrayLike<number>): number => own.reduce((sum, i) => sum + values[i]!, 0) / own.length;
    const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(own, (i) => values[i]!);
    const prices = (returns: ArrayLike<number>): Float64Array =>
      Float64Array.from(own, (i) => flags.close[i]! * (1 + returns[i]!));
    return [
      {
        symbol,
        days: new Set(own.map((i) => flags.dayOfSample[i]!)).size,
        samples: own.length,
        accuracy: share(flags.hits),
        coverage: flags.intervals.map(({ nominal, covered }) => ({ nominal, observed: share(covered) })),
        price: {
          rmse: rootMeanSquareError(prices(flags.expectedReturn), prices(flags.outcomeReturn)),
          mae: meanAbsoluteError(prices(flags.expectedReturn), prices(flags.outcomeReturn)),
          mape: meanAbsolutePercentageError(pick(flags.expectedReturn), pick(flags.outcomeReturn)),
        },
      },
    ];
  });
}
