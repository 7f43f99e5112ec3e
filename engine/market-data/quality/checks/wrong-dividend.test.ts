import { describe, expect, it } from 'vitest';
import { checkQuality } from '../check-quality.ts';
import { actionsAt, alter, payDividend, walk } from '../history.test-data.ts';

const found = (history: Parameters<typeof checkQuality>[0]) =>
  checkQuality(history).filter(({ check }) => check.includes('dividend'));

describe('wrong-dividend', () => {
  const plain = walk(300);
  const paidAt = (t: number, dividend: number) => actionsAt(plain, [{ t, dividend }]);

  it.each([0.05, 0.5, 5])('is content with a dividend of %d that factors and prices follow', (dividend) => {
    const history = alter(plain, (bars) => {
      payDividend(bars, 150, dividend);
    });
    expect(found({ ...history, actions: paidAt(150, dividend) })).toEqual([]);
  });

  it.each([
    [4, 'red'],
    [0.3, 'amber'],
  ])('finds that the adjusted close ignores a dividend of %d: %s', (dividend, severity) => {
    const history = alter(plain, (bars) => {
      payDividend(bars, 150, dividend, 0);
    });
    expect(found({ ...history, actions: paidAt(150, dividend) })).toMatchObject([
      { check: 'missing-dividend-adjustment', severity, count: 1, repairable: true },
    ]);
  });

  it('finds an amount in another unit than the factor has', () => {
    const history = alter(plain, (bars) => {
      payDividend(bars, 150, 0.3);
    });
    expect(found({ ...history, actions: paidAt(150, 30) })).toMatchObject([
      { check: 'wrong-dividend', severity: 'red', repairable: true },
    ]);
  });

  it('finds a dividend that the factor follows and the price does not', () => {
    const times = [50, 110, 170, 230];
    const history = alter(plain, (bars) => {
      for (const t of times) payDividend(bars, t, 0.2, t === 170 ? 20 : 0.2);
    });
    const actions = actionsAt(
      plain,
      times.map((t) => ({ t, dividend: t === 170 ? 20 : 0.2 })),
    );
    expect(found({ ...history, actions })).toMatchObject([
      { check: 'wrong-dividend', severity: 'red', count: 1, times: [plain.bars.time[170]], repairable: true },
    ]);
  });

  it('finds distributions of which capital gains were taken off twice', () => {
    const history = alter(plain, (bars) => {
      payDividend(bars, 100, 4, 7.8);
      payDividend(bars, 200, 5, 9.5);
    });
    const actions = actionsAt(plain, [
      { t: 100, dividend: 4 },
      { t: 200, dividend: 5 },
    ]);
    expect(found({ ...history, actions })).toMatchObject([
      { check: 'wrong-dividend', severity: 'red', count: 2, repairable: true },
    ]);
  });

  it('does not doubt dividends of prices that the provider adjusted, where none shows', () => {
    expect(found({ ...plain, adjustment: 'adjusted-by-provider', actions: paidAt(150, 10) })).toEqual([]);
  });
});
