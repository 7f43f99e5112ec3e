/**
 * Bars until a chain of exponential averages with these alphas, each averaging the one before it, has forgotten its
 * start to 1e-7, the measure of `forgettingBars`. A chain forgets later than its slowest average, for each average
 * still hears of the start from the one before it, but sooner than the averages one after another.
 */
export function forgetCascade(alphas: readonly number[]): number {
  // What is left of a start of 1 in each average, while 0 comes in.
  const left = new Float64Array(alphas.length).fill(1);
  let count = 0;
  while (left[alphas.length - 1]! > 1e-7) {
    let input = 0;
    for (let stage = 0; stage < alphas.length; stage++) {
      input = left[stage]! + alphas[stage]! * (input - left[stage]!);
      left[stage] = input;
    }
    count++;
  }
  return count;
}

/** `forgetCascade` for `stages` exponential averages over `length` bars each, and the bars that seed them. */
export function forgetEmas(length: number, stages: number): number {
  return stages * (length - 1) + forgetCascade(new Array<number>(stages).fill(2 / (length + 1)));
}
