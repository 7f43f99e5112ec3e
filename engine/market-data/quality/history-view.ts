import type { CheckedHistory } from './checked-history.ts';
import { placeEvents, type PlacedEvent } from './place-events.ts';
import { findSteps, type PriceStep } from './price-steps.ts';

/** A history with what several checks need of it. */
export interface HistoryView {
  readonly history: CheckedHistory;
  readonly adjustedClose: Float64Array;
  readonly steps: readonly PriceStep[];
  readonly events: readonly PlacedEvent[];
}

export function viewHistory(history: CheckedHistory): HistoryView {
  const { bars, actions } = history;
  const adjustedClose = new Float64Array(bars.close.length);
  for (let t = 0; t < adjustedClose.length; t++) adjustedClose[t] = bars.close[t]! * bars.priceFactor[t]!;
  return { history, adjustedClose, steps: findSteps(bars, adjustedClose), events: placeEvents(bars.time, actions) };
}
