import { describe, expect, it } from 'vitest';
import { readForecast } from '#contract/return-distribution.ts';
import { inventForecast, inventReplay } from '../double/invent-forecast.ts';
import { inventMarket } from '../double/invent-market.ts';
import { traceDensity } from './density.ts';
import { fanOf, isRight, marksOf, scoreReplay, showForecast, showReplayed } from './shown-forecast.ts';

const instrument = inventMarket(1)[0]!;
const replay = inventReplay(instrument, 100);

describe('a replayed forecast', () => {
  it('says at the last bar what the forecast of today says', () => {
    const shown = showReplayed(replay, 99);
    const today = showForecast(inventForecast(instrument));
    expect(shown).toMatchObject({
      asOf: today.asOf,
      price: today.price,
      horizonBars: 14,
      probabilityUp: today.probabilityUp,
      outcome: null,
    });
    expect(shown.intervals.map(({ lowPrice }) => lowPrice)).toEqual(today.intervals.map(({ lowPrice }) => lowPrice));
  });

  it('has quantiles that rise, through which any probability can be read', () => {
    for (let i = 0; i < 100; i++) {
      const { quantiles, probabilityUp } = showReplayed(replay, i);
      for (let k = 1; k < quantiles.length; k++) {
        expect(quantiles[k]!.level).toBeGreaterThan(quantiles[k - 1]!.level);
        expect(quantiles[k]!.return).toBeGreaterThan(quantiles[k - 1]!.return);
      }
      expect(readForecast({ quantiles }).probabilityOfAtLeast(0)).toBeCloseTo(probabilityUp, 2);
    }
  });

  it('is drawn widest interval first', () => {
    expect(fanOf(showReplayed(replay, 5), 77)).toMatchObject({
      atBar: 77,
      intervals: [{ coverage: 0.95 }, { coverage: 0.8 }, { coverage: 0.5 }],
    });
  });
});

describe('right and wrong', () => {
  it('a return of zero is not up', () => {
    expect([isRight(0.6, 0), isRight(0.4, 0), isRight(0.6, 0.1), isRight(0.6, -0.1), isRight(0.5, -0.1)]).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  it('are counted over known outcomes only', () => {
    const made = {
      ...replay,
      probabilityUp: [0.6, 0.6, 0.4, 0.4],
      outcome: [0.1, -0.1, -0.1, null],
      intervals: [{ coverage: 0.8 as const, lowReturn: [0, 0, 0, 0], highReturn: [0.2, 0.2, 0.2, 0.2] }],
      bar: [1, 2, 3, 4],
    };
    expect(scoreReplay(made)).toEqual({ known: 3, rightShare: 2 / 3, insideShare: 1 / 3 });
    expect(scoreReplay(made, 1)).toEqual({ known: 1, rightShare: 1, insideShare: 1 });
    expect(marksOf(made)).toEqual({ bar: [1, 2, 3, 4], saidUp: [1, 1, 0, 0], outcome: [1, 0, 1, 2] });
  });
});

it('a density is highest near the median and low at its ends', () => {
  const { returns, heights } = traceDensity(readForecast(inventForecast(instrument)));
  const peak = returns[heights.indexOf(1)]!;
  const median = readForecast(inventForecast(instrument)).returnAt(0.5);
  expect(Math.abs(peak - median)).toBeLessThan((returns.at(-1)! - returns[0]!) * 0.1);
  expect(heights[0]!).toBeLessThan(0.1);
  expect(heights.at(-1)!).toBeLessThan(0.1);
});
