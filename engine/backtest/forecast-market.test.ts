import { expect, it } from 'vitest';
import { followForecasts } from './forecast-market.ts';

it('keeps the side over bars without a forecast', () => {
  const wanted = new Int8Array(7);
  followForecasts(
    {
      bar: Int32Array.of(1, 4, 5),
      probabilityUp: Float64Array.of(0.9, 0.1, 0.9),
      expectedReturn: Float64Array.of(0.5, -0.5, 0.5),
    },
    { enterProbability: 0.6, exitProbability: 0.5, short: true },
    { feeBasisPoints: 0, slippageBasisPoints: 0 },
    wanted,
  );
  expect(Array.from(wanted)).toEqual([0, 1, 1, 1, -1, 1, 1]);
});
