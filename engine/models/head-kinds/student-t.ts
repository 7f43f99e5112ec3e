import { inverseSoftplus, LEAST_DEGREES, LEAST_SCALE, type HeadKind } from './head-kind.ts';

/** Tails that returns over some days have, more or less (Praetz 1972). */
const USUAL_DEGREES = 6;

/** Location, scale and degrees of freedom of the scaled return (Lange, Little and Taylor 1989). */
export const studentT: HeadKind<'student-t'> = {
  kind: 'student-t',
  outputNames: () => ['location', 'scale', 'degrees of freedom'],
  activation: () => 'positive-scale',
  loss: () => ({ kind: 'student-t' }),
  // A variance of 1, which is scale^2 * degrees / (degrees - 2).
  initialBias: () => [
    0,
    inverseSoftplus(Math.sqrt((USUAL_DEGREES - 2) / USUAL_DEGREES) - LEAST_SCALE),
    inverseSoftplus(USUAL_DEGREES - LEAST_DEGREES),
  ],
};
