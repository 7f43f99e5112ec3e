import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualityChecks, severities, shownPlaces } from '#contract/quality.ts';
import { checkQuality } from './check-quality.ts';
import { alter, scalePrices, walk } from './history.test-data.ts';

describe('checkQuality', () => {
  it('finds nothing in quiet walks', () => {
    for (let seed = 1; seed <= 30; seed++) expect(checkQuality(walk(600, { seed }))).toEqual([]);
  });

  it('lists the worst first, and no more than the first places', () => {
    const findings = checkQuality(
      alter(walk(400), (bars) => {
        scalePrices(bars, 100, 140, 0.01);
        bars.volume.fill(0, 200, 203);
        bars.close[300] = bars.high[300]! * 1.0001;
      }),
    );
    expect(findings.map(({ check }) => check)).toEqual(['unit-jump', 'ohlc-violation', 'zero-volume']);
    expect(findings[0]).toMatchObject({ count: 40 });
    expect(findings[0]!.times).toHaveLength(shownPlaces);
    expect(findings[0]!.rows).toHaveLength(shownPlaces);
  });

  it('does not take prices that rise a hundredfold again and again for changes of unit', () => {
    const history = alter(walk(400), (bars) => {
      for (let t = 40; t < 400; t += 40) scalePrices(bars, t, 400, 100);
    });
    expect(checkQuality(history).map(({ check }) => check)).not.toContain('unit-jump');
  });

  it('gives sound findings for whatever prices there are, and for very few', () => {
    const price = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    const bar = fc.record({
      a: price,
      b: price,
      c: price,
      d: price,
      v: fc.nat(3),
      gap: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 40 }), (given) => {
        let day = 0;
        const history = alter(walk(given.length), (bars) => {
          given.forEach(({ a, b, c, d, v, gap }, t) => {
            bars.time[t] = (day += gap) * 86_400_000;
            bars.open[t] = a;
            bars.close[t] = b;
            bars.high[t] = Math.max(a, b, c, d);
            bars.low[t] = Math.min(a, b, c, d);
            bars.volume[t] = v;
          });
        });
        const findings = checkQuality(history);
        const ranks = findings.map(
          ({ severity, check }) => severities.indexOf(severity) * 100 + qualityChecks.indexOf(check),
        );
        expect(ranks).toEqual([...ranks].sort((x, y) => x - y));
        for (const { count, times, message } of findings) {
          expect(count).toBeGreaterThan(0);
          expect(times).toHaveLength(Math.min(count, shownPlaces));
          expect(times).toEqual([...times].sort((x, y) => x - y));
          expect(message).not.toMatch(/NaN|undefined|Infinity/);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
