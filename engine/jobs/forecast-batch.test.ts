import { expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { Progress } from '#contract/progress.ts';
import { forecastBatch } from './forecast-batch.ts';

const clock = { now: () => 0, newId: () => 'id' };
const symbols = Array.from({ length: 60 }, (_, i) => `S${i}`);

/** A client that refuses some symbols, and every call that names one of them. */
function refuse(refused: readonly string[]) {
  const asked: string[][] = [];
  const predict = ({ symbols: some = [] }: { symbols?: string[] }) => {
    asked.push(some);
    const bad = some.find((symbol) => refused.includes(symbol));
    if (bad !== undefined) return Promise.reject(new AppError('model/unknown-instrument', `No ${bad}.`, ''));
    return Promise.resolve({ forecasts: some.map((symbol) => ({ symbol })), states: [], leftOut: [] });
  };
  return { asked, client: { forecasts: { predict } } as unknown as Parameters<typeof forecastBatch>[0] };
}

it('a batch of forecasts tells how far it is, and leaves out what cannot be forecast', async () => {
  const { client } = refuse(['S3', 'S40']);
  const told: Progress[] = [];
  const result = await forecastBatch(client, clock, { model: 'm', symbols }, new AbortController().signal, (progress) =>
    told.push(progress),
  );
  expect(result).toEqual({
    kind: 'forecast',
    forecasts: 58,
    leftOut: [
      { symbol: 'S3', reason: 'No S3.' },
      { symbol: 'S40', reason: 'No S40.' },
    ],
  });
  expect(told.map(({ done, total }) => [done, total])).toEqual([
    [25, 60],
    [50, 60],
    [60, 60],
  ]);
});

it('a batch of which nothing can be forecast fails as the first of it does', async () => {
  const { client } = refuse(symbols);
  const batch = forecastBatch(client, clock, { model: 'm', symbols }, new AbortController().signal, () => undefined);
  await expect(batch).rejects.toMatchObject({ code: 'model/unknown-instrument', message: 'No S0.' });
});

it('a batch ends between two chunks where it is cancelled', async () => {
  const { client, asked } = refuse([]);
  const cancel = new AbortController();
  const batch = forecastBatch(client, clock, { model: 'm', symbols }, cancel.signal, () => {
    cancel.abort();
  });
  await expect(batch).rejects.toMatchObject({ code: 'job/cancelled', hint: '25 of 60 instruments are done.' });
  expect(asked).toHaveLength(1);
});
