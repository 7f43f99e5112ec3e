import { expect, it } from 'vitest';
import { shortSpec } from '../features/invented-history.test-data.ts';
import { horizonIndex } from './horizon.ts';

const spec = shortSpec({ label: { kind: 'forward-return', horizons: [1, 4, 24], volatilityBars: 5 } });

it('is the place of the horizon, of the shortest where none is told', () => {
  expect([undefined, 1, 4, 24].map((bars) => horizonIndex(spec, bars))).toEqual([0, 0, 1, 2]);
});

it('refuses one that the model does not have, and names those that it has', () => {
  expect(() => horizonIndex(spec, 14)).toThrow(
    expect.objectContaining({
      code: 'forecast/unknown-horizon',
      message: 'short does not forecast over 14 bars.',
      hint: 'It has the horizons 1, 4, 24.',
    }),
  );
});
