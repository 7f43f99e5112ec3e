import type { CorporateActions } from '../../store/bars.ts';

/** All that happened to a share between bar t - 1 and bar t. */
export interface PlacedEvent {
  readonly t: number;
  readonly dividend: number;
  readonly split: number;
  /** Where they are in the columns of the actions. */
  readonly indices: readonly number[];
}

/** The actions at the bars that they fall on, ascending; those before the second bar and after the last have no effect. */
export function placeEvents(time: Float64Array, { time: days, dividend, split }: CorporateActions): PlacedEvent[] {
  const events: (PlacedEvent & { dividend: number; split: number; indices: number[] })[] = [];
  let t = 0;
  for (let i = 0; i < days.length; i++) {
    while (t < time.length && time[t]! < days[i]!) t++;
    if (t === 0 || t === time.length) continue;
    const last = events.at(-1);
    if (last?.t === t) {
      last.dividend += dividend[i]!;
      last.split *= split[i]!;
      last.indices.push(i);
    } else {
      events.push({ t, dividend: dividend[i]!, split: split[i]!, indices: [i] });
    }
  }
  return events;
}
