/** (value - mean) / standard deviation; a constant column scales to 0. */
export function fitStandard(values: Float64Array): { offset: number; factor: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { offset: mean, factor: variance > 0 ? 1 / Math.sqrt(variance) : 0 };
}
