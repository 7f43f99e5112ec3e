import { describe, expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { measurePlantedSignal } from './measure-planted-signal.ts';
import type { SimulatedInstrument } from './simulated-instrument.ts';
import { demoMarket, simulateMarket } from './simulate-market.ts';

/** A market without noise: each return is the drift of the bar before, drift is white, sentiment tells it outright. */
function simulateTransparent(seed: number): SimulatedInstrument {
  const random = createRandom(seed);
  const hiddenDrift = Float64Array.from({ length: 3_000 }, () => 0.01 * random.normal());
  const close = new Float64Array(3_000).fill(100);
  for (let t = 1; t < close.length; t++) close[t] = close[t - 1]! * Math.exp(hiddenDrift[t - 1]!);
  const time = close.map((_, t) => t);
  return {
    symbol: 'SIM-TEST',
    bars: { time, open: close, high: close, low: close, close, volume: close },
    sentiment: { time, value: hiddenDrift },
    hiddenDrift,
    isPlanted: true,
  };
}

describe('measurePlantedSignal', () => {
  it('finds all where the drift is all, and nothing in a sentiment that comes a bar too late', () => {
    const signal = measurePlantedSignal([simulateTransparent(1), simulateTransparent(2)], 1);
    expect(signal.hiddenDrift).toBeCloseTo(1, 9);
    expect(signal.smoothedSentiment).toBeLessThan(0.01);
    expect(signal.momentum).toBeLessThan(0.01);
    expect(Math.abs(signal.shareUp - 0.5)).toBeLessThan(0.03);
  });

  it('gives the share of the variance: one of 14 independent returns is 1 / 14', () => {
    // Standard error of a correlation of 0.27 over 2 × 2,900 overlapping bars: about 0.02, of its square 0.01.
    const signal = measurePlantedSignal([simulateTransparent(1), simulateTransparent(2)], 14);
    expect(Math.abs(signal.hiddenDrift - 1 / 14)).toBeLessThan(0.03);
  });

  it('finds the demo market as strong as documented, and next to nothing in straight lines', () => {
    const signal = measurePlantedSignal(simulateMarket(demoMarket), 5);
    expect(signal.hiddenDrift).toBeGreaterThan(0.07);
    expect(signal.hiddenDrift).toBeLessThan(0.09);
    expect(signal.smoothedSentiment).toBeLessThan(0.003);
    expect(signal.momentum).toBeLessThan(0.02);
    expect(Math.abs(signal.shareUp - 0.5)).toBeLessThan(0.02);
  });

  it('finds other seeds as strong on average: the demo seed is no lucky one', () => {
    const signals = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
      measurePlantedSignal(simulateMarket({ ...demoMarket, seed }), 5),
    );
    const mean = (key: 'hiddenDrift' | 'smoothedSentiment' | 'momentum') =>
      signals.reduce((sum, signal) => sum + signal[key], 0) / signals.length;
    expect(mean('hiddenDrift')).toBeGreaterThan(0.08);
    expect(mean('hiddenDrift')).toBeLessThan(0.1);
    expect(mean('smoothedSentiment')).toBeLessThan(0.002);
    expect(mean('momentum')).toBeLessThan(0.02);
  });

  it('leaves out instruments in which nothing is planted', () => {
    const noise = { ...simulateTransparent(3), isPlanted: false };
    expect(measurePlantedSignal([simulateTransparent(1), noise], 1).hiddenDrift).toBeCloseTo(1, 9);
  });

  it.each([0, 1.5, 2_600])('refuses a horizon of %d bars', (horizonBars) => {
    const market = simulateMarket({ seed: 1, instruments: 1, bars: 2_600 });
    expect(() => measurePlantedSignal(market, horizonBars)).toThrow(
      expect.objectContaining({ code: 'simulation/too-short' }),
    );
  });
});
