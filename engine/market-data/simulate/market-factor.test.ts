import { expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { MARKET_VOLATILITY, simulateMarketFactor } from './market-factor.ts';

it('visits its regimes as often as its stated volatility assumes, and stays in each for long', () => {
  const { volatility } = simulateMarketFactor(200_000, createRandom(2));
  const variance = volatility.reduce((a, b) => a + b ** 2, 0) / volatility.length;
  expect(Math.abs(Math.sqrt(variance) / MARKET_VOLATILITY - 1)).toBeLessThan(0.03);
  const changes = volatility.filter((value, t) => t > 0 && value !== volatility[t - 1]).length;
  // Of leaving: 0.015 calm and bull, 0.025 bear; weighted 25/30 and 5/30: 0.0167.
  expect(changes / volatility.length).toBeGreaterThan(0.015);
  expect(changes / volatility.length).toBeLessThan(0.0185);
});
