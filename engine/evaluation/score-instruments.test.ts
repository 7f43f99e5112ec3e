import { expect, it } from 'vitest';
import { scoreInstruments } from './score-instruments.ts';

it('counts each instrument for itself and leaves out one without samples', () => {
  const scores = scoreInstruments(['A', 'B', 'C'], {
    instrumentIndex: Int32Array.of(0, 2, 0, 2, 2),
    dayOfSample: Int32Array.of(7, 7, 8, 8, 9),
    hits: Uint8Array.of(1, 0, 0, 1, 0),
    intervals: [{ nominal: 0.8, covered: Uint8Array.of(1, 1, 1, 0, 0) }],
    close: [100, 50, 200, 50, 50],
    expectedReturn: [0.1, 0, 0, 0, 0],
    outcomeReturn: [0, 0.2, 0.05, 0, 0],
  });
  expect(scores).toEqual([
    // samples 0 and 2: hits 1, 0; covered 1, 1
    {
      symbol: 'A',
      days: 2,
      samples: 2,
      accuracy: 0.5,
      coverage: [{ nominal: 0.8, observed: 1 }],
      // 110 for 100, and 200 for 210
      price: {
        rmse: expect.closeTo(10, 12) as number,
        mae: expect.closeTo(10, 12) as number,
        mape: expect.closeTo((0.1 + 10 / 210) / 2, 12) as number,
      },
    },
    // samples 1, 3 and 4: hits 0, 1, 0; covered 1, 0, 0
    {
      symbol: 'C',
      days: 3,
      samples: 3,
      accuracy: 1 / 3,
      coverage: [{ nominal: 0.8, observed: 1 / 3 }],
      price: {
        rmse: expect.closeTo(10 / Math.sqrt(3), 12) as number,
        mae: expect.closeTo(10 / 3, 12) as number,
        mape: expect.closeTo(1 / 18, 12) as number,
      },
    },
  ]);
});

it('counts a day once, also where several trainings forecast it', () => {
  const [score] = scoreInstruments(['A'], {
    instrumentIndex: Int32Array.of(0, 0, 0, 0),
    dayOfSample: Int32Array.of(7, 7, 8, 8),
    hits: Uint8Array.of(1, 0, 1, 1),
    intervals: [],
    close: [1, 1, 1, 1],
    expectedReturn: [0, 0, 0, 0],
    outcomeReturn: [0, 0, 0, 0],
  });
  expect(score).toMatchObject({ symbol: 'A', days: 2, samples: 4, accuracy: 0.75, coverage: [] });
});
