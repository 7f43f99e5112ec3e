import type { Schedule } from './schedule.ts';

/**
 * rate = minimum + (base − minimum) · (1 + cos(π · t / T)) / 2 for t < T, then minimum; t = epochs since the warm-up,
 * from 0 on, T = schedule.epochs, or `epochsLeft`, all that there are after the warm-up. Loshchilov and Hutter 2017,
 * "SGDR", equation 5, without restarts and with one rate for the whole of an epoch; up to T it is PyTorch's
 * CosineAnnealingLR with T_max = T and eta_min = minimum.
 */
export function cosineRate(
  base: number,
  { minimum, epochs }: Schedule<'cosine'>,
  t: number,
  epochsLeft: number,
): number {
  const share = Math.min(1, t / (epochs ?? epochsLeft));
  return minimum + ((base - minimum) * (1 + Math.cos(Math.PI * share))) / 2;
}
