/**
 * Orders from wishes: what is wanted after the close of t is ordered for the open of t + 1. This shift is the only way from
 * a decision to a fill, so that no bar is traded on what it closed at. `before` is the side that was wanted before the first
 * bar. [bars]
 */
export function placeOrders(wanted: Int8Array, before: number, into: Int8Array): void {
  if (into.length === 0) return;
  into.set(wanted.subarray(0, into.length - 1), 1);
  into[0] = before;
}
