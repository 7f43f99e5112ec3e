import { expect, it } from 'vitest';
import { engulfingFeature } from './engulfing.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it.each([
  { name: 'a rising body around a falling one', before: [6, 5], now: [4, 7], value: 1 },
  { name: 'a rising body that ends where the falling one began', before: [6, 5], now: [4, 6], value: 1 },
  { name: 'a rising body as long as the falling one', before: [6, 5], now: [5, 6], value: 0 },
  { name: 'a rising body beside the falling one', before: [6, 5], now: [5.5, 7], value: 0 },
  { name: 'a rising body around a rising one', before: [5, 6], now: [4, 7], value: 0 },
  { name: 'a falling body around a rising one', before: [5, 6], now: [7, 4], value: -1 },
  { name: 'a falling body that begins where the rising one ended', before: [5, 6], now: [6, 4], value: -1 },
  { name: 'a falling body as long as the rising one', before: [5, 6], now: [6, 5], value: 0 },
  { name: 'a body around none', before: [5, 5], now: [4, 6], value: 0 },
])('is $value for $name', ({ before, now, value }) => {
  const bars = { open: [before[0]!, now[0]!], close: [before[1]!, now[1]!] };
  expect(columnsOf(engulfingFeature, bars)).toEqual({ value: [NaN, value] });
});
