import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuality, type CheckedHistory } from './check-quality.ts';
import { actionsAt, alter, payDividend, scalePrices, walk } from './history.test-data.ts';
import { repairHistory } from './repair-history.ts';

/** Expects the repaired adjusted prices to be those of the sound history, and nothing red to be left. */
function expectRepaired(bad: CheckedHistory, sound: CheckedHistory, digits = 9): void {
  const { bars, actions, repairs } = repairHistory(bad);
  expect(repairs.length).toBeGreaterThan(0);
  for (const column of ['open', 'high', 'low', 'close'] as const) {
    for (let t = 0; t < bars.close.length; t++) {
      const want = sound.bars[column][t]! * sound.bars.priceFactor[t]!;
      expect((bars[column][t]! * bars.priceFactor[t]!) / want).toBeCloseTo(1, digits);
    }
  }
  const left = checkQuality({ ...bad, bars, actions }).filter(({ severity }) => severity === 'red');
  expect(left).toEqual([]);
}

describe('repairHistory', () => {
  const plain = walk(300);

  it('gives back the very columns of a history without errors', () => {
    const { bars, actions, repairs } = repairHistory(plain);
    expect(repairs).toEqual([]);
    expect(bars).toBe(plain.bars);
    expect(actions).toBe(plain.actions);
  });

  it('brings bars, blocks and single prices back to their unit', () => {
    const bad = alter(plain, (bars) => {
      scalePrices(bars, 60, 61, 100);
      scalePrices(bars, 100, 140, 0.01);
      bars.low[200]! /= 100;
    });
    expectRepaired(bad, plain);
    const { repairs } = repairHistory(bad);
    expect(repairs).toHaveLength(3);
    expect(repairs[0]).toContain('divided by 100');
  });

  it('leaves all other bars as they are, to the last bit', () => {
    const bad = alter(plain, (bars) => {
      scalePrices(bars, 100, 140, 0.01);
    });
    const { bars } = repairHistory(bad);
    for (const column of ['open', 'high', 'low', 'close'] as const) {
      expect([...bars[column].subarray(0, 100)]).toEqual([...plain.bars[column].subarray(0, 100)]);
      expect([...bars[column].subarray(140)]).toEqual([...plain.bars[column].subarray(140)]);
    }
    for (const column of ['time', 'volume', 'priceFactor', 'volumeFactor'] as const) {
      expect(bars[column]).toBe(bad.bars[column]);
    }
  });

  it('adjusts for a split without an event by factors, and notes it', () => {
    const bad = alter(plain, (bars) => {
      scalePrices(bars, 0, 150, 20, true);
    });
    expectRepaired(bad, plain);
    const { bars, actions } = repairHistory(bad);
    expect(bars.close).toBe(bad.bars.close);
    expect([bars.priceFactor[149], bars.priceFactor[150]]).toEqual([0.05, 1]);
    expect([bars.volumeFactor[149], bars.volumeFactor[150]]).toEqual([20, 1]);
    expect([...actions.split]).toEqual([20]);
    expect([...actions.time]).toEqual([plain.bars.time[150]]);
  });

  it('undoes splits that were left out, applied twice, or to a part of the rows', () => {
    const actions = actionsAt(plain, [{ t: 150, split: 5 }]);
    const sound = { ...plain, actions };
    expectRepaired(
      alter(sound, (bars) => {
        scalePrices(bars, 0, 150, 5, true);
      }),
      sound,
    );
    expectRepaired(
      alter(sound, (bars) => bars.priceFactor.fill(0.2, 0, 150)),
      sound,
    );
    const part = alter(sound, (bars) => {
      scalePrices(bars, 0, 148, 5, true);
    });
    expectRepaired(part, sound);
    // Volumes go with the prices of the file, up to the rounding to whole shares.
    expect(repairHistory(part).bars.volume[10]! / plain.bars.volume[10]!).toBeCloseTo(1, 4);
    expectRepaired(
      alter(sound, (bars) => {
        scalePrices(bars, 140, 141, 5, true);
      }),
      sound,
    );
  });

  it('adjusts for dividends that the adjusted close ignores or has wrong', () => {
    const paid = (adjustedFor: number) =>
      alter({ ...plain, actions: actionsAt(plain, [{ t: 150, dividend: 4 }]) }, (bars) => {
        payDividend(bars, 150, 4, adjustedFor);
      });
    expectRepaired(paid(0), paid(4));
    expectRepaired(paid(7.5), paid(4));
  });

  it('corrects the amount alone where the adjusted close has it right', () => {
    const bad = alter({ ...plain, actions: actionsAt(plain, [{ t: 150, dividend: 30 }]) }, (bars) => {
      payDividend(bars, 150, 0.3);
    });
    const { bars, actions } = repairHistory(bad);
    expect(actions.dividend[0]).toBeCloseTo(0.3, 12);
    expect(bars).toBe(bad.bars);
  });

  it('leaves crashes and doubtful ratios alone', () => {
    const crash = alter(plain, (bars) => {
      scalePrices(bars, 150, 300, 0.5);
      bars.volume[150]! *= 10;
    });
    expect(repairHistory(crash).bars).toBe(crash.bars);
    const doubtful = alter(plain, (bars) => {
      scalePrices(bars, 0, 150, 1 / 6.4, true);
    });
    expect(repairHistory(doubtful).bars).toBe(doubtful.bars);
  });

  it('finds nothing more to repair the second time', () => {
    const error = fc.record({
      kind: fc.constantFrom('unit', 'split', 'factor'),
      t: fc.integer({ min: 50, max: 250 }),
      length: fc.integer({ min: 1, max: 30 }),
      by: fc.constantFrom(100, 0.01, 2, 5, 0.1, 0.05),
    });
    fc.assert(
      fc.property(fc.array(error, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 50 }), (errors, seed) => {
        const bad = alter(walk(300, { seed }), (bars) => {
          for (const { kind, t, length, by } of errors) {
            if (kind === 'unit') scalePrices(bars, t, t + length, by);
            else if (kind === 'split') scalePrices(bars, 0, t, by, true);
            else for (let i = 0; i < t; i++) bars.priceFactor[i]! *= by;
          }
        });
        const once = repairHistory(bad);
        const twice = repairHistory({ ...bad, bars: once.bars, actions: once.actions });
        expect(twice.repairs).toEqual([]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
