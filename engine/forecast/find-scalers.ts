import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { InstrumentScalers } from '../features/dataset.ts';
import { assertFittedBefore } from '../features/scalers/scaler.ts';
import type { BundleManifest } from './bundle.ts';

/**
 * The scalers of an instrument for forecasts from the bar at `firstUse` on, which neither they nor the
 * calibrators nor the linear models may have seen.
 * Errors: forecast/unknown-instrument, honesty/fitted-on-the-future.
 */
export function findScalers(
  {
    experiment,
    scalers,
    calibrators,
    linearModels,
  }: Pick<BundleManifest, 'experiment' | 'scalers' | 'calibrators' | 'linearModels'>,
  symbol: string,
  firstUse: EpochMs,
): InstrumentScalers {
  const found = Object.hasOwn(scalers, symbol) ? scalers[symbol] : undefined;
  if (!found) {
    throw new AppError(
      'forecast/unknown-instrument',
      `${experiment.spec.name} was not trained on ${symbol}.`,
      `It knows ${Object.keys(scalers).join(', ')}. Train a model that includes ${symbol}.`,
    );
  }
  for (const scaler of found) assertFittedBefore(`A scaler of ${symbol}`, scaler.fittedOn, firstUse);
  for (const { fittedOn } of calibrators) assertFittedBefore('The calibrator', fittedOn, firstUse);
  for (const { fittedOn } of linearModels) assertFittedBefore('A linear model', fittedOn, firstUse);
  return found;
}
