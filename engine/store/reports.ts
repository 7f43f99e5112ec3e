import { gunzipSync, gzipSync } from 'node:zlib';
import { AppError } from '#contract/errors.ts';
import type { KeptReport } from '#contract/report.ts';
import { hashBytes } from '../kernel/hash.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** What the store writes itself is not said twice. */
type Summary = Omit<KeptReport, 'id' | 'createdAt' | 'removedAt' | 'bytes'>;

interface Row {
  readonly id: string;
  readonly createdAt: number;
  readonly removedAt: number | null;
  readonly summary: string;
  readonly bytes: number;
}

const fields = 'id, created_at AS createdAt, removed_at AS removedAt, summary, octet_length(data) AS bytes';

function readRow({ summary, ...row }: Row): KeptReport {
  return { ...row, ...(JSON.parse(summary) as Summary) };
}

/** Keeps the data of a report, which is a JSON document. */
export function addReport(
  { write }: WriteDatabase,
  report: { readonly id: string; readonly createdAt: number; readonly summary: Summary; readonly json: string },
): void {
  const data = gzipSync(report.json);
  write
    .prepare('INSERT INTO reports (id, created_at, summary, data, data_hash) VALUES (?, ?, ?, ?, ?)')
    .run(report.id, report.createdAt, JSON.stringify(report.summary), data, hashBytes(data));
}

/** All of them, newest first, those that were removed too. */
export function listReports({ read }: ReadDatabase): KeptReport[] {
  return read.prepare<[], Row>(`SELECT ${fields} FROM reports ORDER BY created_at DESC, id`).all().map(readRow);
}

export function findReport({ read }: ReadDatabase, id: string): KeptReport | undefined {
  const row = read.prepare<[string], Row>(`SELECT ${fields} FROM reports WHERE id = ?`).get(id);
  return row && readRow(row);
}

/** The JSON document of a report that is there. Errors: store/damaged. */
export function readReportJson({ read }: ReadDatabase, id: string): string {
  const row = read
    .prepare<[string], { data: Uint8Array; hash: string }>('SELECT data, data_hash AS hash FROM reports WHERE id = ?')
    .get(id);
  if (!row) throw new RangeError(`there is no report ${id}`);
  if (hashBytes(row.data) !== row.hash) {
    throw new AppError(
      'store/damaged',
      'The data of this report do not have the hash that was stored with them.',
      'Build the report again, or bring the last backup back.',
    );
  }
  return gunzipSync(row.data).toString('utf8');
}

/** Takes a report out of sight, or, with null, brings it back. */
export function setReportRemoved({ write }: WriteDatabase, id: string, removedAt: number | null): void {
  write.prepare('UPDATE reports SET removed_at = ? WHERE id = ?').run(removedAt, id);
}
