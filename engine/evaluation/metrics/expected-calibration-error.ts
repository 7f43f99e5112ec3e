import type { ReliabilityBin } from '#contract/evaluation.ts';

const binCount = 10;

/**
 * The reliability diagram: samples sorted by forecast probability into ten bins of equal width, closed on the
 * left (the last one on both sides); empty bins are left out. Both arrays [n].
 * Source: DeGroot and Fienberg 1983, The Statistician 32, 12-22.
 */
export function reliabilityBins(probabilityUp: Float64Array, outcomeUp: Uint8Array): ReliabilityBin[] {
  const count = new Float64Array(binCount);
  const probability = new Float64Array(binCount);
  const ups = new Float64Array(binCount);
  for (let i = 0; i < outcomeUp.length; i++) {
    const bin = Math.min(binCount - 1, Math.floor(probabilityUp[i]! * binCount));
    count[bin]! += 1;
    probability[bin]! += probabilityUp[i]!;
    ups[bin]! += outcomeUp[i]!;
  }
  return Array.from(count, (n, bin) => ({
    from: bin / binCount,
    to: (bin + 1) / binCount,
    count: n,
    meanProbability: probability[bin]! / n,
    observedFrequency: ups[bin]! / n,
  })).filter((bin) => bin.count > 0);
}

/**
 * Expected calibration error: Σ over bins of count/n · |mean probability - observed frequency|, in [0, 1].
 * Source: Naeini, Cooper and Hauskrecht 2015, AAAI-15, 2901-2907.
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  let samples = 0;
  let sum = 0;
  for (const bin of bins) {
    samples += bin.count;
    sum += bin.count * Math.abs(bin.meanProbability - bin.observedFrequency);
  }
  return sum / samples;
}
