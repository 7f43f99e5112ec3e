import { expect, it } from 'vitest';
import { alter, walk } from '../history.test-data.ts';
import { checkOhlcViolation } from './ohlc-violation.ts';

it('lists closes above the high and opens below the low as info', () => {
  expect(checkOhlcViolation(walk(50))).toEqual([]);
  const history = alter(walk(50), ({ open, high, low, close }) => {
    close[10] = high[10]! * 1.0002;
    open[20] = low[20]! * 0.9998;
  });
  expect(checkOhlcViolation(history)).toMatchObject([
    { severity: 'info', count: 2, times: [history.bars.time[10], history.bars.time[20]] },
  ]);
});
