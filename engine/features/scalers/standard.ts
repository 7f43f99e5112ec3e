/** (value - mean) / standard deviation; a constant column scales to 0. */
export function fitStandard(values: Float64Array, min: number, max: number): { offset: number; factor: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  // The mean of equal values can be off by its rounding, which would pass for a variance.
  return { offset: mean, factor: max > min ? 1 / Math.sqrt(variance) : 0 };
}
