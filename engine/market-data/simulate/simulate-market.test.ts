import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bars } from '#contract/bars.ts';
import { controlSymbols, plantedSymbols } from '#contract/demo-market.ts';
import type { SimulatedInstrument } from './simulated-instrument.ts';
import { demoMarket, simulateMarket } from './simulate-market.ts';

const market = simulateMarket(demoMarket);

function listColumns(bars: Bars): Float64Array[] {
  return [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume];
}

/** SHA-256 of all that a user sees. */
function hashMarket(instruments: readonly SimulatedInstrument[]): string {
  const hash = createHash('sha256');
  for (const { symbol, bars, sentiment } of instruments) {
    hash.update(symbol);
    for (const column of [...listColumns(bars), sentiment.time, sentiment.value]) {
      hash.update(new Uint8Array(column.buffer));
    }
  }
  return hash.digest('hex');
}

function logReturns(close: Float64Array): Float64Array {
  return close.slice(1).map((value, t) => Math.log(value / close[t]!));
}

/** Mean of the centred values to a power, divided by the variance to half that power. */
function standardMoment(x: Float64Array, power: number): number {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const moment = (p: number) => x.reduce((a, b) => a + (b - mean) ** p, 0) / x.length;
  return moment(power) / moment(2) ** (power / 2);
}

function autocorrelation(x: Float64Array): number {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  let square = 0;
  let lagged = 0;
  for (let t = 0; t < x.length; t++) {
    square += (x[t]! - mean) ** 2;
    if (t > 0) lagged += (x[t]! - mean) * (x[t - 1]! - mean);
  }
  return lagged / square;
}

describe('the demo market', () => {
  it('is the same on every machine', () => {
    expect(hashMarket(market)).toBe('d2f530b2391d473ca0f60bbb1a4574ff60762eaa915790d81c20f32878db9742');
  });

  it('holds eight invented instruments of 10,400 bars up to 2026-06-30', () => {
    expect(market.map((instrument) => instrument.symbol)).toEqual(
      ['ALFA', 'BRAVO', 'CEDAR', 'DELTA', 'EMBER', 'FJORD', 'GROVE', 'HAVEN'].map((name) => `SIM-${name}`),
    );
    for (const { bars, sentiment, hiddenDrift } of market) {
      const columns = [...listColumns(bars), sentiment.time, sentiment.value, hiddenDrift];
      expect(columns.map((column) => column.length)).toEqual(columns.map(() => 10_400));
      expect(bars.time.at(-1)).toBe(Date.UTC(2026, 5, 30));
    }
  });

  it.each(market)('$symbol shows the stylised facts of daily returns (Cont 2001)', ({ bars }) => {
    const returns = logReturns(bars.close);
    expect(standardMoment(returns, 4)).toBeGreaterThan(3.5);
    expect(autocorrelation(returns.map((value) => value ** 2))).toBeGreaterThan(0.05);
    // The planted drift itself adds 0.25² × 0.92 = 0.06; two standard errors are 0.02.
    expect(Math.abs(autocorrelation(returns))).toBeLessThan(0.08);
  });

  it('moves together', () => {
    const [alfa, bravo] = [logReturns(market[0]!.bars.close), logReturns(market[1]!.bars.close)];
    const spread = alfa.map((value, t) => value - bravo[t]!);
    const variance = (x: Float64Array) => x.reduce((a, b) => a + b ** 2, 0) / x.length;
    const correlation =
      (variance(alfa) + variance(bravo) - variance(spread)) / (2 * Math.sqrt(variance(alfa) * variance(bravo)));
    expect(correlation).toBeGreaterThan(0.2);
    expect(correlation).toBeLessThan(0.7);
  });

  it('has a signal where one is said to be planted, nothing where not, and prices of a usual size', () => {
    for (const { symbol, bars, hiddenDrift, isPlanted } of market) {
      expect(isPlanted, symbol).toBe([...plantedSymbols].some((planted) => planted === symbol));
      expect(hiddenDrift.some((value) => value !== 0)).toBe(isPlanted);
      expect(Math.min(...bars.low)).toBeGreaterThanOrEqual(5);
      expect(Math.max(...bars.high)).toBeLessThanOrEqual(500);
    }
    const named: readonly string[] = [...plantedSymbols, ...controlSymbols];
    expect(market.map(({ symbol }) => symbol)).toEqual(named);
  });
});

describe('simulateMarket', () => {
  it('depends on its seed, and an instrument not on how many there are', () => {
    const two = simulateMarket({ seed: 4, instruments: 2, bars: 50 });
    expect(hashMarket(simulateMarket({ seed: 4, instruments: 2, bars: 50 }))).toBe(hashMarket(two));
    expect(hashMarket(simulateMarket({ seed: 5, instruments: 2, bars: 50 }))).not.toBe(hashMarket(two));
    expect(hashMarket(simulateMarket({ seed: 4, instruments: 3, bars: 50 }).slice(0, 2))).toBe(hashMarket(two));
  });

  it('gives valid bars for any seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 2, max: 700 }), (seed, count) => {
        for (const { bars, sentiment } of simulateMarket({ seed, instruments: 3, bars: count })) {
          for (let t = 0; t < count; t++) {
            const [open, high, low, close] = [bars.open[t]!, bars.high[t]!, bars.low[t]!, bars.close[t]!];
            const ordered = low >= 5 && low <= Math.min(open, close) && high >= Math.max(open, close) && high <= 500;
            expect(ordered, `seed ${seed}, bar ${t}`).toBe(true);
            expect(Number.isInteger(bars.volume[t]!) && bars.volume[t]! > 0).toBe(true);
            expect(Math.abs(sentiment.value[t]!)).toBeLessThanOrEqual(1);
            expect([0, 6]).not.toContain(new Date(bars.time[t]!).getUTCDay());
          }
        }
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it.each([
    { seed: 1, instruments: 9, bars: 100 },
    { seed: 1, instruments: 0, bars: 100 },
    { seed: 1, instruments: 1, bars: 1 },
    { seed: 0.5, instruments: 1, bars: 100 },
    { seed: 1, instruments: 1, bars: Number.NaN },
  ])('refuses %j', (request) => {
    expect(() => simulateMarket(request)).toThrow(expect.objectContaining({ code: 'simulation/bad-request' }));
  });
});
