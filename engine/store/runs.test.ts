import { describe, expect } from 'vitest';
import {
  addRun,
  countRuns,
  findRun,
  readCheckpoint,
  removeCheckpoint,
  saveCheckpoint,
  setRunStatus,
  type RunStatus,
} from './runs.ts';
import type { WriteDatabase } from './open-store.ts';
import { countRows, it } from './workspace.test-data.ts';

function add(database: WriteDatabase, id: string, createdAt: number, status: RunStatus = 'running'): void {
  addRun(database, { id, replayKey: 'key', experiment: { seed: 1 }, dataHashes: { AAA: 'h' }, createdAt });
  setRunStatus(database, id, status, createdAt);
}

describe('runs', () => {
  it('are found by their replay key: the newest that did not fail', ({ database }) => {
    expect(findRun(database, 'key')).toBeUndefined();
    add(database, 'r1', 1, 'cancelled');
    add(database, 'r2', 2);
    add(database, 'r3', 3, 'failed');
    expect(findRun(database, 'key')).toEqual({ id: 'r2', replayKey: 'key', status: 'running' });
    setRunStatus(database, 'r2', 'failed', 4, 'the loss is not a number');
    expect(findRun(database, 'key')).toMatchObject({ id: 'r1', status: 'cancelled' });
    expect(findRun(database, 'other')).toBeUndefined();
    expect(database.read.prepare("SELECT error, updated_at FROM runs WHERE id = 'r2'").get()).toEqual({
      error: 'the loss is not a number',
      updated_at: 4,
    });
  });

  it('go on after a failure where there is a checkpoint to go on from', ({ database }) => {
    add(database, 'r1', 1, 'failed');
    expect(findRun(database, 'key')).toBeUndefined();
    saveCheckpoint(database, 'r1', { epoch: 4, state: Uint8Array.of(1) }, 2);
    expect(findRun(database, 'key')).toMatchObject({ id: 'r1', status: 'failed' });
    removeCheckpoint(database, 'r1');
    expect(findRun(database, 'key')).toBeUndefined();
  });

  it('stay done, whatever a slower process with the same run believes', ({ database }) => {
    add(database, 'r1', 1, 'done');
    setRunStatus(database, 'r1', 'failed', 2, 'too late');
    expect(findRun(database, 'key')).toMatchObject({ id: 'r1', status: 'done' });
  });

  it('count as trials whatever became of them, and cannot be removed', ({ database }) => {
    expect(countRuns(database)).toBe(0);
    (['running', 'cancelled', 'failed', 'done'] as const).forEach((status, i) => {
      add(database, status, i, status);
    });
    expect(countRuns(database)).toBe(4);
    expect(() => database.write.exec('DELETE FROM runs')).toThrow('it counts as a trial');
    expect(countRuns(database)).toBe(4);
  });
});

describe('checkpoints', () => {
  const state = Uint8Array.of(1, 2, 3);

  it('replace each other and leave the other runs alone', ({ database }) => {
    add(database, 'r1', 1);
    add(database, 'r2', 2);
    expect(readCheckpoint(database, 'r1')).toBeUndefined();
    saveCheckpoint(database, 'r1', { epoch: 1, state }, 1);
    saveCheckpoint(database, 'r2', { epoch: 7, state }, 1);
    saveCheckpoint(database, 'r1', { epoch: 2, state: Uint8Array.of(9, 8) }, 2);
    const newest = readCheckpoint(database, 'r1');
    expect(newest?.epoch).toBe(2);
    expect([...newest!.state]).toEqual([9, 8]);
    expect(readCheckpoint(database, 'r2')?.epoch).toBe(7);
    expect(countRows(database).checkpoints).toBe(2);
  });

  it.for([
    ['a byte has changed', "UPDATE checkpoints SET state = x'010204'"],
    ['its end is missing', "UPDATE checkpoints SET state = x'0102'"],
  ] as const)('count as none where %s, so that the run starts over', ([, damage], { database }) => {
    add(database, 'r1', 1);
    saveCheckpoint(database, 'r1', { epoch: 3, state }, 1);
    expect(readCheckpoint(database, 'r1')).toBeDefined();
    database.write.exec(damage);
    expect(readCheckpoint(database, 'r1')).toBeUndefined();
    // It has to be removed before the run starts over, or its epoch would stand against the first new ones.
    removeCheckpoint(database, 'r1');
    saveCheckpoint(database, 'r1', { epoch: 1, state }, 2);
    expect(readCheckpoint(database, 'r1')?.epoch).toBe(1);
  });

  it('never go back to an earlier epoch, which another process with the same run may still send', ({ database }) => {
    add(database, 'r1', 1);
    saveCheckpoint(database, 'r1', { epoch: 3, state }, 1);
    saveCheckpoint(database, 'r1', { epoch: 2, state: Uint8Array.of(7) }, 2);
    expect(readCheckpoint(database, 'r1')).toMatchObject({ epoch: 3 });
  });

  it('are gone once they are removed, the run is not', ({ database }) => {
    add(database, 'r1', 1);
    add(database, 'r2', 1);
    saveCheckpoint(database, 'r1', { epoch: 1, state }, 1);
    saveCheckpoint(database, 'r2', { epoch: 1, state }, 1);
    removeCheckpoint(database, 'r1');
    expect(readCheckpoint(database, 'r1')).toBeUndefined();
    expect(readCheckpoint(database, 'r2')).toBeDefined();
    expect(countRuns(database)).toBe(2);
  });

  it('belong to a run', ({ database }) => {
    expect(() => {
      saveCheckpoint(database, 'nobody', { epoch: 1, state }, 1);
    }).toThrow(/FOREIGN KEY/);
  });
});
