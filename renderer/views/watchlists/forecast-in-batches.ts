import type { LeftOut } from '#contract/left-out.ts';
import type { EngineClient } from '../../host.ts';
import type { JobHandle } from '../../stores/jobs.ts';

/** So many at once: enough to be quick, few enough to see progress and to stop. */
const BATCH = 50;

export interface BatchedForecasts {
  readonly made: number;
  readonly leftOut: readonly LeftOut[];
}

/** Forecasts instruments one batch after another; what was made before a stop is in the ledger. */
export async function forecastInBatches(
  { forecasts }: Pick<EngineClient, 'forecasts'>,
  model: string,
  symbols: readonly string[],
  { signal, report }: JobHandle,
  now: () => number = () => performance.now(),
): Promise<BatchedForecasts> {
  const start = now();
  const leftOut: LeftOut[] = [];
  let made = 0;
  for (let done = 0; done < symbols.length; done += BATCH) {
    signal.throwIfAborted();
    const secondsEach = done === 0 ? null : (now() - start) / 1000 / done;
    report({
      phase: '',
      done,
      total: symbols.length,
      etaSeconds: secondsEach === null ? null : secondsEach * (symbols.length - done),
      detail: `${done} / ${symbols.length}`,
    });
    const batch = await forecasts.predict({ model, symbols: symbols.slice(done, done + BATCH) }, { signal });
    made += batch.forecasts.length;
    leftOut.push(...batch.leftOut);
  }
  return { made, leftOut };
}
