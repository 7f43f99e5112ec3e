/** Whether two numbers have the same bits; NaN, no value, equals itself. */
const isIdentical = (one: number | undefined, other: number | undefined): boolean => Object.is(one, other);

/**
 * The first place at which two lists of numbers differ, or -1. A number that one of them lacks is a difference too, so
 * that what was not derived cannot pass.
 */
export function findDifference(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  isSame: (one: number | undefined, other: number | undefined) => boolean = isIdentical,
): number {
  const length = Math.max(one.length, other.length);
  for (let i = 0; i < length; i++) if (!isSame(one[i], other[i])) return i;
  return -1;
}
