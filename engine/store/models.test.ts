import { describe, expect } from 'vitest';
import { hashBytes } from '../kernel/hash.ts';
import { addModel, findModel, findModelOfRun, listModels, nextModelVersion, readModelBundle } from './models.ts';
import type { WriteDatabase } from './open-store.ts';
import { addRun } from './runs.ts';
import { it } from './workspace.test-data.ts';

/** Trains nothing: a run, and a model of it whose bundle is its version. */
function add(database: WriteDatabase, name: string, createdAt: number): number {
  const version = nextModelVersion(database, name);
  const runId = `${name}-${version}`;
  addRun(database, { id: runId, replayKey: runId, experiment: {}, dataHashes: {}, createdAt });
  addModel(database, { name, version, runId, bundle: Uint8Array.of(version), createdAt });
  return version;
}

describe('models', () => {
  it('count their versions up, each name by itself', ({ database }) => {
    expect(nextModelVersion(database, 'price-lstm')).toBe(1);
    const versions = [add(database, 'price-lstm', 1), add(database, 'price-lstm', 2), add(database, 'other', 3)];
    expect(versions).toEqual([1, 2, 1]);
    expect(nextModelVersion(database, 'price-lstm')).toBe(3);
  });

  it('are found by name, in their newest version or the one asked for', ({ database }) => {
    // Twelve versions: in the order of their digits the newest would be 9.
    for (let i = 1; i <= 12; i++) add(database, 'price-lstm', i);
    expect(findModel(database, 'price-lstm')).toEqual({
      id: 12,
      name: 'price-lstm',
      version: 12,
      runId: 'price-lstm-12',
      bundleHash: hashBytes(Uint8Array.of(12)),
      createdAt: 12,
    });
    expect(findModel(database, 'price-lstm', 9)?.runId).toBe('price-lstm-9');
    expect(findModel(database, 'price-lstm', 13)).toBeUndefined();
    expect(findModel(database, 'nobody')).toBeUndefined();
    expect(findModelOfRun(database, 'price-lstm-4')?.version).toBe(4);
    expect(findModelOfRun(database, 'r')).toBeUndefined();
  });

  it('are listed newest first', ({ database }) => {
    for (const [name, at] of [
      ['b', 1],
      ['a', 3],
      ['c', 2],
      ['d', 3],
    ] as const)
      add(database, name, at);
    expect(listModels(database).map((model) => model.name)).toEqual(['d', 'a', 'c', 'b']);
  });

  it('give the bytes of their bundle back', ({ database }) => {
    add(database, 'price-lstm', 1);
    expect([...readModelBundle(database, 1)]).toEqual([1]);
    expect(() => readModelBundle(database, 2)).toThrow(RangeError);
  });

  it('never share a version, and belong to a run', ({ database }) => {
    add(database, 'price-lstm', 1);
    const model = { name: 'price-lstm', version: 1, runId: 'price-lstm-1', bundle: Uint8Array.of(1), createdAt: 1 };
    expect(() => {
      addModel(database, model);
    }).toThrow(/UNIQUE/);
    expect(() => {
      addModel(database, { ...model, version: 2, runId: 'nobody' });
    }).toThrow(/FOREIGN KEY/);
  });
});
