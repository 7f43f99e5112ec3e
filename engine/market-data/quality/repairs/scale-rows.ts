/** A copy of the column with rows first..end-1 multiplied; a factor below 1 divides by its inverse, so that 20710 / 5 stays exact. */
export function scaleRows(column: Float64Array, first: number, end: number, multiplier: number): Float64Array {
  const scaled = column.slice();
  const divisor = snapToWhole(1 / multiplier);
  for (let t = first; t < end; t++) scaled[t] = multiplier < 1 ? column[t]! / divisor : column[t]! * multiplier;
  return scaled;
}

/** 1 / (1 / 49) is a hair off 49. */
function snapToWhole(value: number): number {
  return Math.abs(value - Math.round(value)) < 1e-9 * value ? Math.round(value) : value;
}
