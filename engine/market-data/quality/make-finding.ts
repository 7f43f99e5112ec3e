import { shownPlaces, type QualityCheck, type QualityFinding, type Severity } from '#contract/quality.ts';
import type { CheckedHistory } from './checked-history.ts';

/** Collects the places of one finding: counts all, keeps the first ones, allocates nothing for the others. */
export class Places {
  count = 0;
  readonly bars: number[] = [];

  add(t: number): void {
    if (this.bars.length < shownPlaces) this.bars.push(t);
    this.count++;
  }

  static of(bars: Iterable<number>): Places {
    const places = new Places();
    for (const t of bars) places.add(t);
    return places;
  }
}

/** A finding that leaves the bars as they are; `places` names them in ascending order. */
export function makeFinding(
  history: CheckedHistory,
  check: QualityCheck,
  severity: Severity,
  places: Places,
  {
    message,
    hint,
    repairable = false,
  }: { readonly message: string; readonly hint: string; readonly repairable?: boolean },
): QualityFinding {
  const rows = places.bars.map((t) => history.rowOf(t));
  return {
    check,
    severity,
    count: places.count,
    times: places.bars.map((t) => history.bars.time[t]!),
    // One for each time, so that they can be read side by side.
    rows: rows.some((row) => row > 0) ? rows : [],
    message,
    action: 'kept',
    hint,
    repairable,
  };
}
