import { describe, expect, it } from 'vitest';
import { checkQuality } from '../check-quality.ts';
import { alter, scalePrices, walk } from '../history.test-data.ts';

const DAY = 86_400_000;
const found = (history: Parameters<typeof checkQuality>[0]) =>
  checkQuality(history).filter(({ check }) => check === 'identity-break');

/** A hole of so many days before bar 200, after which prices count `price` times and volumes `volume` times. */
function withHole(days: number, price: number, volume: number) {
  return alter(walk(400), (bars) => {
    for (let t = 200; t < 400; t++) {
      bars.time[t]! += days * DAY;
      bars.volume[t] = Math.round(bars.volume[t]! * volume);
    }
    scalePrices(bars, 200, 400, price);
  });
}

describe('identity-break', () => {
  it('finds another company after a hole, and says from which day on to import', () => {
    const history = withHole(364, 1 / 40, 1);
    const [finding] = found(history);
    expect(finding).toMatchObject({ severity: 'red', times: [history.bars.time[200]], repairable: false });
    expect(finding!.hint).toContain(`--from ${new Date(history.bars.time[200]!).toISOString().slice(0, 10)}`);
    expect(found(withHole(364, 1.01, 5000))).toHaveLength(1);
  });

  it('allows for how far a price may walk in the hole', () => {
    expect(found(withHole(10 * 364, 2.2, 3))).toEqual([]);
  });

  it('needs a hole', () => {
    expect(found(withHole(63, 1 / 40, 1))).toEqual([]);
  });
});
