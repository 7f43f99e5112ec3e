import { AppError } from '#contract/errors.ts';
import type { ModelSpec } from '#contract/model-spec.ts';

/** Place of a horizon among those of a model; of the shortest where none is told. Errors: forecast/unknown-horizon. */
export function horizonIndex({ name, label: { horizons } }: ModelSpec, horizonBars: number | undefined): number {
  if (horizonBars === undefined) return 0;
  const place = horizons.indexOf(horizonBars);
  if (place >= 0) return place;
  throw new AppError(
    'forecast/unknown-horizon',
    `${name} does not forecast over ${horizonBars} bars.`,
    `It has ${horizons.length > 1 ? 'the horizons' : 'the horizon'} ${horizons.join(', ')}.`,
  );
}
