/** Places on a circle, such as those of the days on that of the week: place k of n stands at k / n of a turn. */
export interface Circle {
  readonly sines: Float64Array;
  readonly cosines: Float64Array;
}

/** Sines and cosines of the places 0, 1, … of a circle, worked out once. */
export function createCircle(places: number): Circle {
  const angles = Float64Array.from({ length: places }, (_, place) => (2 * Math.PI * place) / places);
  return { sines: angles.map(Math.sin), cosines: angles.map(Math.cos) };
}
