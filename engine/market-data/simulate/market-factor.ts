import type { Random } from '../../kernel/random.ts';
import type { ReturnPath } from './return-path.ts';
import { drawStudentShock } from './student-shock.ts';

interface Regime {
  /** Mean log return per bar. */
  readonly drift: number;
  /** Standard deviation of the log return per bar. */
  readonly volatility: number;
  /** Chances of each regime (calm, bull, bear) on the next bar. */
  readonly next: readonly [number, number, number];
}

// The drifts are small beside the volatility on purpose: the regimes are there for their volatility and
// for common risk, while the signal to be found is the planted one.
const CALM: Regime = { drift: 0.0002, volatility: 0.004, next: [0.985, 0.01, 0.005] };
const BULL: Regime = { drift: 0.0004, volatility: 0.006, next: [0.01, 0.985, 0.005] };
const BEAR: Regime = { drift: -0.0006, volatility: 0.011, next: [0.015, 0.01, 0.975] };
const REGIMES = [CALM, BULL, BEAR] as const;

/** Standard deviation of the factor over its regimes, of which calm, bull and bear fill 13/30, 12/30 and 5/30 of the time. */
export const MARKET_VOLATILITY = Math.sqrt(
  (13 * CALM.volatility ** 2 + 12 * BULL.volatility ** 2 + 5 * BEAR.volatility ** 2) / 30,
);

/**
 * The returns of the common market factor: a hidden Markov chain of calm, bull and bear regimes
 * (Hamilton 1989) sets drift and volatility, the shocks are Student-t.
 */
export function simulateMarketFactor(bars: number, random: Random): ReturnPath {
  const returns = new Float64Array(bars);
  const volatility = new Float64Array(bars);
  let regime: Regime = CALM;
  for (let t = 0; t < bars; t++) {
    const [calm, bull] = regime.next;
    const u = random.uniform();
    regime = REGIMES[u < calm ? 0 : u < calm + bull ? 1 : 2];
    volatility[t] = regime.volatility;
    returns[t] = regime.drift + regime.volatility * drawStudentShock(random);
  }
  return { returns, volatility };
}
