import { expect, it } from 'vitest';
import { placeOrders } from './place-orders.ts';

it.each([
  [[1, 0, -1, 1], 0, [0, 1, 0, -1]],
  [[1, 0], -1, [-1, 1]],
  [[1], 0, [0]],
  [[], 1, []],
])('orders for the next open what was wanted at the close: %o after %i', (wanted, before, orders) => {
  const into = new Int8Array(wanted.length);
  placeOrders(Int8Array.from(wanted), before, into);
  expect(Array.from(into)).toEqual(orders);
});
