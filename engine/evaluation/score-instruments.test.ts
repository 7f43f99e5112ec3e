import { expect, it } from 'vitest';
import { scoreInstruments } from './score-instruments.ts';

it('counts each instrument for itself and leaves out one without samples', () => {
  const scores = scoreInstruments(['A', 'B', 'C'], {
    instrumentIndex: Int32Array.of(0, 2, 0, 2, 2),
    dayOfSample: Int32Array.of(7, 7, 8, 8, 9),
    hits: Uint8Array.of(1, 0, 0, 1, 0),
    intervals: [{ nominal: 0.8, covered: Uint8Array.of(1, 1, 1, 0, 0) }],
  });
  expect(scores).toEqual([
    // samples 0 and 2: hits 1, 0; covered 1, 1
    { symbol: 'A', days: 2, samples: 2, accuracy: 0.5, coverage: [{ nominal: 0.8, observed: 1 }] },
    // samples 1, 3 and 4: hits 0, 1, 0; covered 1, 0, 0
    { symbol: 'C', days: 3, samples: 3, accuracy: 1 / 3, coverage: [{ nominal: 0.8, observed: 1 / 3 }] },
  ]);
});

it('counts a day once, also where several trainings forecast it', () => {
  const [score] = scoreInstruments(['A'], {
    instrumentIndex: Int32Array.of(0, 0, 0, 0),
    dayOfSample: Int32Array.of(7, 7, 8, 8),
    hits: Uint8Array.of(1, 0, 1, 1),
    intervals: [],
  });
  expect(score).toEqual({ symbol: 'A', days: 2, samples: 4, accuracy: 0.75, coverage: [] });
});
