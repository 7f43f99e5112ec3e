import Database from 'better-sqlite3';

/** A row as SQLite gives it, by the names of its columns, `rowid` among them where the table has one. */
export type Row = Readonly<Record<string, unknown>>;

/** Where nothing tells how far a table went, so many rowids after the last one that was read are tried. */
const PROBES = 10_000;

/**
 * Gives every row of a table with rowids that can still be read: from the start up to the damage, from the end down
 * to it, and what lies between one by one, as far as an index or the rows around it tell that there was something.
 * Rows may come in any order, each once. Returns how many rows cannot be read, null where nothing tells.
 */
export function readTable(
  source: Database.Database,
  table: string,
  columns: readonly string[],
  take: (row: Row) => void,
): { lost: number | null } {
  const list = columns.map((name) => `"${name}"`).join(', ');
  const select = (rest: string) => `SELECT rowid AS rowid, ${list} FROM "${table}" ${rest}`;
  let lowest = -Infinity;
  const forward = readWhileSound(source, select('ORDER BY rowid'), [], (row) => {
    lowest = Number(row.rowid);
    take(row);
  });
  if (forward === 'whole') return { lost: 0 };
  let highest = Infinity;
  const back = select('WHERE rowid > ? ORDER BY rowid DESC');
  readWhileSound(source, back, [Math.max(lowest, Number.MIN_SAFE_INTEGER)], (row) => {
    highest = Number(row.rowid);
    take(row);
  });
  const indexed = listRowids(source, table)?.filter((rowid) => rowid > lowest && rowid < highest);
  const first = Math.max(1, lowest + 1);
  const length = (highest === Infinity ? first + PROBES : highest) - first;
  let lost = 0;
  const point = select('WHERE rowid = ?');
  for (const rowid of indexed ?? Array.from({ length }, (_, i) => first + i)) {
    const rows: Row[] = [];
    readWhileSound(source, point, [rowid], (row) => rows.push(row));
    if (rows.length === 0) lost++;
    rows.forEach(take);
  }
  return { lost: indexed || highest < Infinity ? lost : null };
}

/** The rowids of a table as one of its indexes knows them; undefined where none can be read to its end. */
function listRowids(source: Database.Database, table: string): number[] | undefined {
  const indexes: string[] = [];
  readWhileSound(source, 'SELECT name FROM pragma_index_list(?)', [table], (row) => indexes.push(String(row.name)));
  for (const index of indexes) {
    const rowids: number[] = [];
    const sql = `SELECT rowid AS rowid FROM "${table}" INDEXED BY "${index}"`;
    if (readWhileSound(source, sql, [], (row) => rowids.push(Number(row.rowid))) === 'whole') {
      return rowids.sort((a, b) => a - b);
    }
  }
  return undefined;
}

/** The same for a table without rowids, by the values of the first column of its key. */
export function readByKey(
  source: Database.Database,
  table: string,
  columns: readonly string[],
  key: string,
  values: readonly (number | string)[],
  take: (row: Row) => void,
): void {
  const list = columns.map((name) => `"${name}"`).join(', ');
  for (const value of values) {
    readWhileSound(source, `SELECT ${list} FROM "${table}" WHERE "${key}" = ?`, [value], take);
  }
}

/** Stops at the first row that cannot be read. A failure that is no damage, such as a full disk, is thrown. */
function readWhileSound(
  source: Database.Database,
  sql: string,
  parameters: readonly (number | string)[],
  take: (row: Row) => void,
): 'whole' | 'damaged' {
  const rows = prepareAndRun(source, sql, parameters);
  if (!rows) return 'damaged';
  try {
    for (;;) {
      const next = nextRow(rows);
      if (next === 'damaged') return 'damaged';
      if (next === 'end') return 'whole';
      take(next);
    }
  } finally {
    rows.return?.();
  }
}

function prepareAndRun(
  source: Database.Database,
  sql: string,
  parameters: readonly (number | string)[],
): IterableIterator<Row> | null {
  return unlessDamaged(() => source.prepare<unknown[], Row>(sql).iterate(...parameters));
}

function nextRow(rows: IterableIterator<Row>): Row | 'end' | 'damaged' {
  const step = unlessDamaged(() => rows.next());
  if (!step) return 'damaged';
  return step.done ? 'end' : step.value;
}

/** Null where the database is damaged at the place, or has no such table left. */
function unlessDamaged<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    const isDamage = error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR|ERROR)/.test(error.code);
    if (isDamage) return null;
    throw error;
  }
}
