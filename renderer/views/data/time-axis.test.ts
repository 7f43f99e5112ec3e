import { describe, expect, it } from 'vitest';
import { layOutAxis } from './time-axis.ts';

const year = (y: number): number => Date.UTC(y, 0, 1);

describe('the axis that spans share', () => {
  it('reaches from the first to the last, with the beginnings of years at even steps', () => {
    const axis = layOutAxis([
      { from: year(2003), to: year(2010) },
      { from: year(2001) + 1, to: year(2021) + 5 },
    ]);
    expect(axis).toMatchObject({ from: year(2001) + 1, to: year(2021) + 5 });
    expect(axis.ticks.map((tick) => tick.year)).toEqual([2005, 2010, 2015, 2020]);
    for (const { share } of axis.ticks) expect(share > 0 && share < 1).toBe(true);
  });

  it('of one moment, or of nothing, has no ticks', () => {
    expect(layOutAxis([])).toEqual({ from: 0, to: 0, ticks: [] });
    expect(layOutAxis([{ from: 5, to: 5 }])).toEqual({ from: 5, to: 5, ticks: [] });
  });

  it('of less than a year has the one beginning that is in it', () => {
    expect(layOutAxis([{ from: year(2020) - 5, to: year(2020) + 5 }]).ticks).toEqual([
      { time: year(2020), share: 0.5, year: 2020 },
    ]);
  });
});
