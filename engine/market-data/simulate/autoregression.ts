import type { Random } from '../../kernel/random.ts';

/**
 * An AR(1) path of mean 0 and variance 1 that starts in its stationary distribution:
 * x[t] = φ x[t-1] + sqrt(1 - φ²) z[t], φ = 0.5^(1 / halfLifeBars).
 */
export function simulateAutoregression(bars: number, halfLifeBars: number, random: Random): Float64Array {
  const persistence = 0.5 ** (1 / halfLifeBars);
  const innovation = Math.sqrt(1 - persistence ** 2);
  const path = new Float64Array(bars);
  let value = random.normal();
  for (let t = 0; t < bars; t++) {
    path[t] = value;
    value = persistence * value + innovation * random.normal();
  }
  return path;
}
