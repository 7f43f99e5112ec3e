import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { openStore } from '#engine/store/open-store.ts';
import { withFolder } from '../cli/run-almanac.ts';
import { makeWorkspace } from './history.ts';
import { readNumbers } from './read-numbers.ts';

const ROUNDS = 15;
const appender = join(import.meta.dirname, 'appender.ts');

/**
 * Lets a process append from a number on, and kills it after it has acknowledged `acknowledgements` and `spin` turns of
 * the event loop more, so that the kill falls anywhere into a transaction. Returns what was acknowledged.
 */
async function appendAndKill(folder: string, first: number, acknowledgements: number, spin: number): Promise<number[]> {
  const child = spawn(process.execPath, [appender, folder, `${first}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const acknowledged: number[] = [];
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(Number(line));
    if (acknowledged.length !== acknowledgements) continue;
    for (let turn = 0; turn < spin; turn++) await new Promise(setImmediate);
    child.kill('SIGKILL');
  }
  const [, signal] = (await exit) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return acknowledged;
}

describe('a process that is killed while it writes', () => {
  it('leaves a sound workspace with every transaction that it acknowledged, whole, and none in part', () =>
    withFolder(async (folder) => {
      makeWorkspace(folder);
      const random = createRandom(11);
      const acknowledged: number[] = [];
      let next = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const lines = await appendAndKill(folder, next, 1 + random.integer(8), random.integer(400));
        acknowledged.push(...lines);
        const kept = readNumbers(folder);
        // A transaction may have been committed and not acknowledged any more: one a round at most.
        expect(kept.filter((n) => acknowledged.includes(n))).toEqual(acknowledged);
        expect(kept.length - acknowledged.length).toBeLessThanOrEqual(round + 1);
        next = kept.at(-1)! + 1;
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
    }));
});

describe('a write-ahead log that was cut off', () => {
  it('loses at most the last transactions, none that were checkpointed, and shows nothing wrong', () =>
    withFolder(async (folder) => {
      makeWorkspace(folder);
      await appendAndKill(folder, 0, 5, 0);
      // Closing it folds the log into the database.
      const checkpointed = readNumbers(folder);
      await appendAndKill(folder, checkpointed.at(-1)! + 1, 6, 0);
      const file = join(folder, 'almanac.db');
      const length = statSync(`${file}-wal`).size;
      const lengths = new Set<number>();
      const random = createRandom(12);
      for (let round = 0; round < 20; round++) {
        const copy = join(folder, `copy-${round}`);
        mkdirSync(copy);
        copyFileSync(file, join(copy, 'almanac.db'));
        copyFileSync(`${file}-wal`, join(copy, 'almanac.db-wal'));
        truncateSync(join(copy, 'almanac.db-wal'), round === 0 ? 0 : random.integer(length));
        const kept = readNumbers(copy);
        expect(kept.slice(0, checkpointed.length)).toEqual(checkpointed);
        expect(kept).toEqual(kept.map((_, i) => i));
        lengths.add(kept.length);
      }
      expect(lengths.size).toBeGreaterThan(2);
    }));

  it('of another workspace is found, or changes nothing; the database stays as it was', () =>
    withFolder(async (folder) => {
      const [one, other] = [join(folder, 'one'), join(folder, 'other')];
      makeWorkspace(one);
      makeWorkspace(other);
      await appendAndKill(one, 0, 30, 0);
      const numbers = readNumbers(one);
      await appendAndKill(other, 1000, 3, 0);
      copyFileSync(join(other, 'almanac.db-wal'), join(one, 'almanac.db-wal'));
      const before = statSync(join(one, 'almanac.db')).mtimeMs;
      let refusal: unknown;
      try {
        openStore(one).close();
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(AppError);
      expect(refusal).toMatchObject({ code: 'store/damaged' });
      expect(statSync(join(one, 'almanac.db')).mtimeMs).toBe(before);
      // Without the log that is not its own, everything is there.
      const alone = join(folder, 'alone');
      mkdirSync(alone);
      copyFileSync(join(one, 'almanac.db'), join(alone, 'almanac.db'));
      expect(readNumbers(alone)).toEqual(numbers);
    }));
});

it('two processes that write at once both succeed, and nothing of either is lost', () =>
  withFolder(async (folder) => {
    makeWorkspace(folder);
    const children = [0, 100].map((first) =>
      spawn(process.execPath, [appender, folder, `${first}`, `${first + 39}`], {
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    );
    const exits = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(exits).toEqual([
      [0, null],
      [0, null],
    ]);
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    expect(readNumbers(folder)).toEqual([...numbers, ...numbers.map((n) => n + 100)]);
  }));
