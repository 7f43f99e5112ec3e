import { describe, expect, it } from 'vitest';
import { checkQuality } from '../check-quality.ts';
import { alter, scalePrices, walk } from '../history.test-data.ts';

const found = (history: Parameters<typeof checkQuality>[0]) =>
  checkQuality(history).filter(({ check }) => check === 'price-jump');

describe('price-jump', () => {
  it('lists a move of 30 % among quiet ones', () => {
    const history = alter(walk(200), (bars) => {
      scalePrices(bars, 100, 200, 0.7);
      bars.volume[100]! *= 12;
    });
    expect(found(history)).toMatchObject([{ severity: 'amber', count: 1, times: [history.bars.time[100]] }]);
  });

  it('leaves alone what is usual there, and what another check explains', () => {
    expect(found(walk(500))).toEqual([]);
    expect(
      found(
        alter(walk(200), (bars) => {
          scalePrices(bars, 90, 95, 0.01);
        }),
      ),
    ).toEqual([]);
    expect(
      found(
        alter(walk(200), (bars) => {
          scalePrices(bars, 0, 100, 4, true);
        }),
      ),
    ).toEqual([]);
  });
});
