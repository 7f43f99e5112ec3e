/**
 * Where a value stands in a range: 100 * (value - lowest) / (highest - lowest); 0 where there is no range, as in
 * TA-Lib.
 */
export function placeInRange(value: number, lowest: number, highest: number): number {
  return highest === lowest ? 0 : (100 * (value - lowest)) / (highest - lowest);
}
