import { inverseNormalCdf } from '#contract/normal-distribution.ts';

const z = inverseNormalCdf(0.975);

/**
 * The 95 % interval of a share that was observed as `hits` of `count` independent outcomes, by Wilson's score
 * (Wilson 1927, J. Am. Stat. Assoc. 22): (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n). Unlike the textbook
 * interval it stays within 0 and 1 and is not empty at either end. `count` above 0.
 */
export function shareInterval(hits: number, count: number): { low: number; high: number } {
  const share = hits / count;
  const squared = (z * z) / count;
  const centre = share + squared / 2;
  const reach = Math.sqrt(z * z * ((share * (1 - share)) / count) + (squared * squared) / 4);
  return {
    low: Math.max(0, (centre - reach) / (1 + squared)),
    high: Math.min(1, (centre + reach) / (1 + squared)),
  };
}
