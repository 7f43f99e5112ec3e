import type { ContractRouterClient } from '@orpc/contract';
import type { apiContract } from '#contract/api/api.ts';
import { AppError, CancelledError } from '#contract/errors.ts';
import type { JobResult } from '#contract/job.ts';
import type { LeftOut } from '#contract/left-out.ts';
import type { Progress } from '#contract/progress.ts';
import type { Clock } from '../kernel/clock.ts';
import { makeProgress } from '../kernel/progress.ts';

type Client = ContractRouterClient<typeof apiContract>;
type Request = Parameters<Client['forecasts']['predict']>[0];

/** Instruments that are forecast together: a second's work or so, after which it can be cancelled. */
const CHUNK = 25;

/**
 * Forecasts many instruments in chunks and tells how far it is. One that cannot be forecast, such as one that the model
 * does not know, is left out with the reason and does not keep the others from being forecast; where all fail, so does the
 * batch. Without symbols it is one call, which leaves out what the model cannot forecast now.
 * Errors: those of forecasts.predict, job/cancelled.
 */
export async function forecastBatch(
  client: Pick<Client, 'forecasts'>,
  clock: Clock,
  request: Request,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<Extract<JobResult, { kind: 'forecast' }>> {
  const { symbols } = request;
  if (symbols === undefined) {
    const { forecasts, leftOut } = await client.forecasts.predict(request, { signal });
    return { kind: 'forecast', forecasts: forecasts.length, leftOut };
  }
  const startedAt = clock.now();
  const leftOut: LeftOut[] = [];
  let made = 0;
  const errors: AppError[] = [];
  const predict = async (some: string[]): Promise<void> => {
    try {
      const answer = await client.forecasts.predict({ ...request, symbols: some }, { signal });
      made += answer.forecasts.length;
      leftOut.push(...answer.leftOut);
    } catch (error) {
      if (!(error instanceof AppError) || error instanceof CancelledError) throw error;
      const [only] = some;
      if (some.length > 1) for (const symbol of some) await predict([symbol]);
      else {
        errors.push(error);
        leftOut.push({ symbol: only!, reason: error.message });
      }
    }
  };
  for (let done = 0; done < symbols.length; done += CHUNK) {
    if (signal.aborted) throw new CancelledError('The forecasts', `${done} of ${symbols.length} instruments are done.`);
    await predict(symbols.slice(done, done + CHUNK));
    const reached = Math.min(done + CHUNK, symbols.length);
    tell(makeProgress('forecasting', reached, symbols.length, (clock.now() - startedAt) / 1000));
  }
  const [firstError] = errors;
  if (made === 0 && firstError) throw firstError;
  return { kind: 'forecast', forecasts: made, leftOut };
}
