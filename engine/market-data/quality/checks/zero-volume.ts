import type { QualityFinding } from '#contract/quality.ts';
import type { CheckedHistory } from '../checked-history.ts';
import { describePlace, formatShare } from '../describe-place.ts';
import { makeFinding, Places } from '../make-finding.ts';

/*
 * zero-volume: bars without volume: info up to 5 % of all, amber above. A history without any volume, as of an index or a
 * currency, is listed once.
 */

const AMBER_SHARE = 0.05;

export function checkZeroVolume(history: CheckedHistory): QualityFinding[] {
  const { volume } = history.bars;
  const places = new Places();
  for (let t = 0; t < volume.length; t++) if (!(volume[t]! > 0)) places.add(t);
  const first = places.bars[0];
  if (first === undefined) return [];
  if (!history.hasVolume || places.count === volume.length) {
    return [
      makeFinding(history, 'zero-volume', 'info', Places.of([0]), {
        message: 'The history has no volume at all, as is usual for indices and currencies.',
        hint: '',
      }),
    ];
  }
  const share = places.count / volume.length;
  return [
    makeFinding(history, 'zero-volume', share > AMBER_SHARE ? 'amber' : 'info', places, {
      message:
        `${places.count} of ${volume.length} bars (${formatShare(share)}) have no volume, first ` +
        `${describePlace(history, first)}.`,
      hint:
        share > AMBER_SHARE
          ? 'Their prices may be quotes rather than trades: what a model earns on them may not be had.'
          : '',
    }),
  ];
}
