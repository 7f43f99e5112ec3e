import type { Progress } from '#contract/progress.ts';

/**
 * Estimates the seconds left from the rate so far. Null while nothing is done, and until a twentieth is done
 * or three seconds have passed, because a first guess is worse than none.
 */
export function estimateEta(done: number, total: number, elapsedSeconds: number): number | null {
  if (done <= 0 || (done < total / 20 && elapsedSeconds < 3)) return null;
  return ((total - done) * elapsedSeconds) / done;
}

/** A progress message with its ETA. */
export function makeProgress(
  phase: string,
  done: number,
  total: number,
  elapsedSeconds: number,
  detail = '',
): Progress {
  return { phase, done, total, etaSeconds: estimateEta(done, total, elapsedSeconds), detail };
}
