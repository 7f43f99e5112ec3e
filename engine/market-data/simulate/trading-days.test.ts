import { describe, expect, it } from 'vitest';
import { listWeekdays } from './trading-days.ts';

describe('listWeekdays', () => {
  it('skips weekends, also one that it should end on', () => {
    const june = (day: number) => Date.UTC(2026, 5, day);
    // 29 June 2026 is a Monday.
    expect([...listWeekdays(3, june(29))]).toEqual([june(25), june(26), june(29)]);
    expect([...listWeekdays(2, june(28))]).toEqual([june(25), june(26)]);
  });
});
