import type { Random } from '../../kernel/random.ts';

const DEGREES_OF_FREEDOM = 6;
const UNIT_SCALE = Math.sqrt((DEGREES_OF_FREEDOM - 2) / DEGREES_OF_FREEDOM);
// Without a bound a long history holds a day of -40 %, which would hide everything else in a chart.
const BOUND = 7;

/**
 * A Student-t shock of mean 0 and variance 1: z / sqrt(chi² / ν) with ν = 6, scaled by sqrt((ν - 2) / ν).
 * Returns of stocks fit ν of 3 to 6 (Praetz 1972, The Distribution of Share Price Changes).
 */
export function drawStudentShock(random: Random): number {
  const z = random.normal();
  let chiSquare = 0;
  for (let i = 0; i < DEGREES_OF_FREEDOM; i++) chiSquare += random.normal() ** 2;
  const shock = (UNIT_SCALE * z) / Math.sqrt(chiSquare / DEGREES_OF_FREEDOM);
  return Math.max(-BOUND, Math.min(BOUND, shock));
}
