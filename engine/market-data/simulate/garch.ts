import type { Random } from '../../kernel/random.ts';
import type { ReturnPath } from './return-path.ts';
import { drawStudentShock } from './student-shock.ts';

const ALPHA = 0.08;
const BETA = 0.9;

/**
 * GARCH(1,1) (Bollerslev 1986) with Student-t shocks: v[t] = ω + α r[t-1]² + β v[t-1], r[t] = sqrt(v[t]) z[t],
 * with α = 0.08, β = 0.9 and ω = (1 - α - β) volatility², so that `volatility` is the long-run standard
 * deviation per bar. Quiet and nervous stretches follow each other; their half-life is about 34 bars.
 */
export function simulateGarch(bars: number, volatility: number, random: Random): ReturnPath {
  const longRun = volatility ** 2;
  const returns = new Float64Array(bars);
  const path = new Float64Array(bars);
  let variance = longRun;
  for (let t = 0; t < bars; t++) {
    path[t] = Math.sqrt(variance);
    const value = path[t]! * drawStudentShock(random);
    returns[t] = value;
    variance = (1 - ALPHA - BETA) * longRun + ALPHA * value ** 2 + BETA * variance;
  }
  return { returns, volatility: path };
}
