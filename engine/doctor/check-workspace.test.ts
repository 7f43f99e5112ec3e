import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { addSnapshot, noActions } from '../store/bars.ts';
import { addInstrument } from '../store/instruments.ts';
import { flipBits, it, makeBars, plainFacts } from '../store/workspace.test-data.ts';
import { checkWorkspace } from './check-workspace.ts';

describe('checkWorkspace', () => {
  it('says that a workspace is sound, and names the bars in which a bit has flipped', ({ store }) => {
    const { database } = store;
    const instrumentId = addInstrument(database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
    addSnapshot(database, { instrumentId, ...plainFacts, bars: makeBars(300), actions: noActions });
    expect(checkWorkspace(store)).toContain('is sound; 0 runs so far');
    flipBits(database, 'snapshot_chunks');
    let found: unknown;
    try {
      checkWorkspace(store);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(AppError);
    expect(found).toMatchObject({
      code: 'store/damaged',
      message: expect.stringMatching(/: bars of AAA \(1d\)$/) as string,
      hint: expect.stringContaining('--salvage') as string,
    });
  });
});
