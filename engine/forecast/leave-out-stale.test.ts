import { expect, it } from 'vitest';
import { DAY_MS, inventHistory } from '../features/invented-history.test-data.ts';
import { leaveOutStale } from './leave-out-stale.ts';
import { inventModel } from './invented-model.test-data.ts';

const { manifest } = inventModel([inventHistory(1, 200, 'GONE'), inventHistory(2, 200, 'HERE')]);
const fittedUntil = manifest.calibrators[0]!.fittedOn.to;

it('leaves out an instrument whose last bar a fit has seen, and says so', () => {
  const lastBars: Record<string, number> = { GONE: fittedUntil, HERE: fittedUntil + DAY_MS };
  const day = new Date(fittedUntil).toISOString().slice(0, 10);
  expect(leaveOutStale(manifest, (symbol) => lastBars[symbol]!)).toEqual({
    symbols: ['HERE'],
    leftOut: [{ symbol: 'GONE', reason: `its history ends on ${day}, and the model was fitted up to ${day}` }],
  });
});

it('leaves nothing out while all trade', () => {
  expect(leaveOutStale(manifest, () => fittedUntil + 1)).toEqual({ symbols: ['GONE', 'HERE'], leftOut: [] });
});

it('leaves out an instrument that was removed', () => {
  const lastBarOf = (symbol: string) => (symbol === 'GONE' ? null : fittedUntil + 1);
  expect(leaveOutStale(manifest, lastBarOf)).toEqual({
    symbols: ['HERE'],
    leftOut: [{ symbol: 'GONE', reason: 'its history is not in the workspace any more' }],
  });
});
