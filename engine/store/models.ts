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

/** All models that were not removed, newest first. */
export function listModels({ read }: ReadDatabase): StoredModel[] {
  return read
    .prepare<[], StoredModel>(`SELECT ${fields} FROM models WHERE removed_at IS NULL ORDER BY created_at DESC, id DESC`)
    .all();
}

/**
 * The model of this name and version; without a version, the one that was promoted last, or the newest of the name. One
 * that was removed is not found.
 */
export function findModel({ read }: ReadDatabase, name: string, version?: number): StoredModel | undefined {
  return read
    .prepare<[string, number | null, number | null], StoredModel>(
      `SELECT ${fields} FROM models WHERE name = ? AND removed_at IS NULL AND (? IS NULL OR version = ?)
       ORDER BY (SELECT max(id) FROM promotions p WHERE p.name = models.name AND p.version = models.version)
         DESC NULLS LAST, version DESC LIMIT 1`,
    )
    .get(name, version ?? null, version ?? null);
}

/** What is kept about a model beside its bundle. */
export interface ModelState extends StoredModel {
  readonly notes: string;
  readonly tags: readonly string[];
  readonly removedAt: number | null;
  readonly isActive: boolean;
  /** Whether the bundle came from a file. */
  readonly isImported: boolean;
}

/** All models, also those that were removed, newest version first; or those of a name. */
export function listModelStates(database: ReadDatabase, name?: string): ModelState[] {
  type Record = Omit<ModelState, 'tags' | 'isActive' | 'isImported'> & { tags: string; isImported: number };
  const rows = database.read
    .prepare<[string | null, string | null], Record>(
      `SELECT models.id, name, version, run_id AS runId, bundle_hash AS bundleHash, models.created_at AS createdAt,
         notes, tags, removed_at AS removedAt, runs.kind = 'import' AS isImported
       FROM models JOIN runs ON runs.id = run_id WHERE ? IS NULL OR name = ? ORDER BY name, version DESC`,
    )
    .all(name ?? null, name ?? null);
  const active = new Map([...new Set(rows.map((row) => row.name))].map((of) => [of, findModel(database, of)?.id]));
  return rows.map((row) => ({
    ...row,
    tags: JSON.parse(row.tags) as string[],
    isImported: row.isImported === 1,
    isActive: active.get(row.name) === row.id,
  }));
}

/** Makes a version the one that its name means. */
export function addPromotion({ write }: WriteDatabase, name: string, version: number, at: number): void {
  write.prepare('INSERT INTO promotions (name, version, created_at) VALUES (?, ?, ?)').run(name, version, at);
}

/** Takes the last promotion of a name back; false where there is none. */
export function removeLastPromotion({ write }: WriteDatabase, name: string): boolean {
  return (
    write.prepare('DELETE FROM promotions WHERE id = (SELECT max(id) FROM promotions WHERE name = ?)').run(name)
      .changes > 0
  );
}

export function setModelRemarks({ write }: WriteDatabase, id: number, notes: string, tags: readonly string[]): void {
  write.prepare('UPDATE models SET notes = ?, tags = ? WHERE id = ?').run(notes, JSON.stringify(tags), id);
}

/** Takes a model out of sight, or, with null, brings it back. */
export function setModelRemoved({ write }: WriteDatabase, id: number, removedAt: number | null): void {
  write.prepare('UPDATE models SET removed_at = ? WHERE id = ?').run(removedAt, id);
}

/** The models with these bytes, also those that were removed. */
export function findModelsOfBundle({ read }: ReadDatabase, bundleHash: string): StoredModel[] {
  return read.prepare<[string], StoredModel>(`SELECT ${fields} FROM models WHERE bundle_hash = ?`).all(bundleHash);
}

/** How many forecasts of a model the ledger has. */
export function countForecasts({ read }: ReadDatabase, modelId: number): number {
  return (
    read.prepare<[number], { n: number }>('SELECT count(*) AS n FROM forecasts WHERE model_id = ?').get(modelId)?.n ?? 0
  );
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
