import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { openVolumeIndex } from '../measures/volume-index.ts';

/**
 * Negative volume index (Dysart 1936; Fosback 1976; TA-Lib NVI), which moves with the price at bars whose volume fell,
 * against its mean: ln(index) less the simple mean of ln(index) over the last bars, so that where it began does not
 * matter. Fosback's mean is an exponential one of a year. Said to show what those who trade on quiet days do.
 * Unit: 1, that of a return. Warm-up: `bars` - 1.
 */
export const negativeVolumeIndexFeature: FeatureKind = {
  kind: 'negative-volume-index',
  group: 'volume',
  parameters: { bars: bars(255, 2) },
  columns: ['value'],
  needs: 'volume',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => openVolumeIndex(params, -1),
};
