import { hashBytes } from '../kernel/hash.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

export interface StoredModel {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly runId: string;
  readonly bundleHash: string;
  readonly createdAt: number;
}

const fields = 'id, name, version, run_id AS runId, bundle_hash AS bundleHash, created_at AS createdAt';

/** All models, newest first. */
export function listModels({ read }: ReadDatabase): StoredModel[] {
  return read.prepare<[], StoredModel>(`SELECT ${fields} FROM models ORDER BY created_at DESC, id DESC`).all();
}

/** The model of this name and version; without a version, the newest of the name. */
export function findModel({ read }: ReadDatabase, name: string, version?: number): StoredModel | undefined {
  return read
    .prepare<[string, number | null, number | null], StoredModel>(
      `SELECT ${fields} FROM models WHERE name = ? AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1`,
    )
    .get(name, version ?? null, version ?? null);
}

/** The model that a run produced, or undefined. */
export function findModelOfRun({ read }: ReadDatabase, runId: string): StoredModel | undefined {
  return read.prepare<[string], StoredModel>(`SELECT ${fields} FROM models WHERE run_id = ?`).get(runId);
}

/** The version that the next model of this name gets. */
export function nextModelVersion({ read }: ReadDatabase, name: string): number {
  const row = read
    .prepare<[string], { version: number | null }>('SELECT max(version) AS version FROM models WHERE name = ?')
    .get(name);
  return (row?.version ?? 0) + 1;
}

/** The bytes of the model's bundle. */
export function readModelBundle({ read }: ReadDatabase, modelId: number): Uint8Array {
  const row = read.prepare<[number], { bundle: Uint8Array }>('SELECT bundle FROM models WHERE id = ?').get(modelId);
  if (!row) throw new RangeError(`there is no model with id ${modelId}`);
  return row.bundle;
}

export function addModel(
  { write }: WriteDatabase,
  model: { name: string; version: number; runId: string; bundle: Uint8Array; createdAt: number },
): void {
  write
    .prepare('INSERT INTO models (name, version, run_id, bundle, bundle_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)')
    .run(model.name, model.version, model.runId, model.bundle, hashBytes(model.bundle), model.createdAt);
}
