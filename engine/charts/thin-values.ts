/**
 * Places of at most `most` (≥ 2) values that draw the same line: all where there are no more, else the lowest and the highest of each
 * of most / 2 stretches of equal length, in their order, so that no peak is lost.
 */
export function thinValues(value: ArrayLike<number>, most: number): number[] {
  if (value.length <= most) return Array.from(value, (_, i) => i);
  const stretches = Math.floor(most / 2);
  const kept: number[] = [];
  for (let k = 0; k < stretches; k++) {
    const first = Math.floor((k * value.length) / stretches);
    const end = Math.floor(((k + 1) * value.length) / stretches);
    let [low, high] = [first, first];
    for (let i = first + 1; i < end; i++) {
      if (value[i]! < value[low]!) low = i;
      if (value[i]! > value[high]!) high = i;
    }
    kept.push(Math.min(low, high));
    if (low !== high) kept.push(Math.max(low, high));
  }
  return kept;
}
