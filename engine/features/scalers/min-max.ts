/** Maps the smallest value of the fit to -1 and the largest to 1; a constant column scales to 0. */
export function fitMinMax(_values: Float64Array, min: number, max: number): { offset: number; factor: number } {
  return { offset: (min + max) / 2, factor: max > min ? 2 / (max - min) : 0 };
}
