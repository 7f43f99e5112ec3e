import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface JobLock {
  release(): void;
}

/**
 * The right to work on the queue of a workspace, which one process has at a time; null where another one has it. It is a
 * lock of a database file of its own, which the operating system takes back from a process that dies.
 */
export function takeJobLock(workspaceFolder: string): JobLock | null {
  const database = new Database(join(workspaceFolder, 'jobs.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return {
    release() {
      database.close();
    },
  };
}
