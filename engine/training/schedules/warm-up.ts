/**
 * rate = base · (done + 1) / (warmupEpochs + 1) while done < warmupEpochs, the epochs that are done: equal steps, of
 * which the one after the last leads to the base. The gradual warm-up of Goyal et al. 2017 (section 2.2), one step an
 * epoch; PyTorch's LinearLR with start_factor = 1 / (warmupEpochs + 1) and total_iters = warmupEpochs.
 */
export function warmUpRate(base: number, warmupEpochs: number, done: number): number {
  return (base * (done + 1)) / (warmupEpochs + 1);
}
