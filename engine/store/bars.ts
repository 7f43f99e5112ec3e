import * as v from 'valibot';
import { adjustments, timeframes } from '#contract/bars.ts';
import type { Adjustment, Bars, EpochMs, RefusedRow, StampConvention, Timeframe } from '#contract/bars.ts';
import { qualityChecks, severities, type QualityFinding } from '#contract/quality.ts';
import { hashBytes } from '../kernel/hash.ts';
import { hashColumns, readColumnEnd, readColumns, writeColumns, type NamedColumns } from './column-chunks.ts';
import { damaged } from './damaged.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/**
 * A history as it stood in the file, ascending in time, with what it takes to adjust it: the adjusted
 * price is price × priceFactor, the adjusted volume is volume × volumeFactor; the last factors are 1.
 */
export interface RawBars extends Bars {
  readonly priceFactor: Float64Array;
  readonly volumeFactor: Float64Array;
}

/** Splits and dividends as the file gave them, ascending in time; the time is that of the first bar on the new scale. */
export interface CorporateActions {
  readonly time: Float64Array;
  /** Cash a share, on the raw scale of the bar before; 0 on days without. */
  readonly dividend: Float64Array;
  /** Shares after / shares before; 1 on days without. */
  readonly split: Float64Array;
}

export const noActions: CorporateActions = {
  time: new Float64Array(0),
  dividend: new Float64Array(0),
  split: new Float64Array(0),
};

/** How a history differs from the one that it replaces, in bars. */
export interface SnapshotChanges {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** What is kept about an import beside its columns. */
interface SnapshotFacts {
  readonly timeframe: Timeframe;
  readonly format: string;
  readonly sourceName: string;
  /** IANA zone, or an offset such as '+02:00', in which the file named its times. */
  readonly timeZone: string;
  readonly stamps: StampConvention;
  readonly adjustment: Adjustment;
  /** The first refused rows; `refusedCount` counts all. */
  readonly refusedRows: readonly RefusedRow[];
  readonly refusedCount: number;
  readonly findings: readonly QualityFinding[];
  /** What was changed on import beyond what the file said, a sentence each. */
  readonly repairs: readonly string[];
  /** Against the snapshot before, or null where there was none. */
  readonly changes: SnapshotChanges | null;
  readonly createdAt: EpochMs;
}

export interface Snapshot extends SnapshotFacts {
  readonly id: number;
  readonly instrumentId: number;
  readonly bars: number;
  readonly firstTime: EpochMs;
  readonly lastTime: EpochMs;
  readonly lastClose: number;
  /** hashHistory of its bars and actions. */
  readonly contentHash: string;
}

export interface NewSnapshot extends SnapshotFacts {
  readonly instrumentId: number;
  readonly bars: RawBars;
  readonly actions: CorporateActions;
}

const barColumns = ['time', 'open', 'high', 'low', 'close', 'volume', 'priceFactor', 'volumeFactor'] as const;
const actionColumns = ['actionTime', 'dividend', 'split'] as const;

type ColumnName = (typeof barColumns | typeof actionColumns)[number];

function columnsOf(bars: RawBars, actions: CorporateActions): NamedColumns<ColumnName> {
  const { time, open, high, low, close, volume, priceFactor, volumeFactor } = bars;
  const ofBars = { time, open, high, low, close, volume, priceFactor, volumeFactor };
  return { ...ofBars, actionTime: actions.time, dividend: actions.dividend, split: actions.split };
}

/**
 * SHA-256 of a history: equal hashes mean equal bars and equal actions. Without actions it is the hash of the
 * bars alone, so that histories keep the hash they had before actions were stored.
 */
export function hashHistory(bars: RawBars, actions: CorporateActions): string {
  const columns = columnsOf(bars, actions);
  const ofBars = hashColumns(barColumns.map((name) => columns[name]));
  if (actions.time.length === 0) return ofBars;
  const ofActions = hashColumns(actionColumns.map((name) => columns[name]));
  return hashBytes(Buffer.from(ofBars + ofActions, 'hex'));
}

interface SnapshotRow {
  readonly id: number;
  readonly instrument_id: number;
  readonly timeframe: string;
  readonly format: string;
  readonly source_name: string;
  readonly time_zone: string;
  readonly stamps: string;
  readonly adjustment: string;
  readonly bars: number;
  readonly first_time: number;
  readonly last_time: number;
  readonly last_close: number;
  readonly content_hash: string;
  readonly refused_rows: string;
  readonly refused_count: number;
  readonly findings: string;
  readonly repairs: string;
  readonly changes: string | null;
  readonly created_at: number;
}

const json = <const Schema extends v.GenericSchema>(schema: Schema) => v.pipe(v.string(), v.parseJson(), schema);

const findingSchema = v.object({
  check: v.picklist(qualityChecks),
  severity: v.picklist(severities),
  count: v.number(),
  times: v.array(v.number()),
  rows: v.array(v.number()),
  message: v.string(),
  action: v.picklist(['kept', 'refused', 'repaired']),
  hint: v.string(),
  repairable: v.boolean(),
}) satisfies v.GenericSchema<unknown, QualityFinding>;

/** Whatever of a row has a shape of its own; numbers are held to theirs by the STRICT table. */
const shapedSchema = v.object({
  timeframe: v.picklist(timeframes),
  stamps: v.picklist(['open', 'close', 'day']),
  adjustment: v.picklist(adjustments),
  refused_rows: json(v.array(v.object({ row: v.number(), reason: v.string() }))),
  findings: json(v.array(findingSchema)),
  repairs: json(v.array(v.string())),
  changes: v.nullable(json(v.object({ added: v.number(), changed: v.number(), removed: v.number() }))),
});

function toSnapshot(row: SnapshotRow): Snapshot {
  const shaped = v.safeParse(shapedSchema, row);
  if (!shaped.success) {
    throw damaged(
      `What is stored about snapshot ${row.id} is not readable: ${shaped.issues.map((issue) => `${v.getDotPath(issue) ?? 'row'}: ${issue.message}`).join('; ')}.`,
    );
  }
  const { output } = shaped;
  return {
    id: row.id,
    instrumentId: row.instrument_id,
    timeframe: output.timeframe,
    format: row.format,
    sourceName: row.source_name,
    timeZone: row.time_zone,
    stamps: output.stamps,
    adjustment: output.adjustment,
    bars: row.bars,
    firstTime: row.first_time,
    lastTime: row.last_time,
    lastClose: row.last_close,
    contentHash: row.content_hash,
    refusedRows: output.refused_rows,
    refusedCount: row.refused_count,
    findings: output.findings,
    repairs: output.repairs,
    changes: output.changes,
    createdAt: row.created_at,
  };
}

/** The newest snapshot of an instrument, or undefined where nothing was imported yet. Errors: store/damaged. */
export function findCurrentSnapshot(
  { read }: ReadDatabase,
  instrumentId: number,
  timeframe: Timeframe,
): Snapshot | undefined {
  const row = read
    .prepare<[number, string], SnapshotRow>(
      'SELECT * FROM snapshots WHERE instrument_id = ? AND timeframe = ? ORDER BY id DESC LIMIT 1',
    )
    .get(instrumentId, timeframe);
  return row && toSnapshot(row);
}

/** The snapshot with this id, or undefined. Errors: store/damaged. */
export function findSnapshot({ read }: ReadDatabase, id: number): Snapshot | undefined {
  const row = read.prepare<[number], SnapshotRow>('SELECT * FROM snapshots WHERE id = ?').get(id);
  return row && toSnapshot(row);
}

/** All snapshots of an instrument and timeframe without their bars, newest first. Errors: store/damaged. */
export function listSnapshots({ read }: ReadDatabase, instrumentId: number, timeframe: Timeframe): Snapshot[] {
  return read
    .prepare<[number, string], SnapshotRow>(
      'SELECT * FROM snapshots WHERE instrument_id = ? AND timeframe = ? ORDER BY id DESC',
    )
    .all(instrumentId, timeframe)
    .map(toSnapshot);
}

/** The timeframes in which an instrument has a history, shortest first. */
export function listTimeframes({ read }: ReadDatabase, instrumentId: number): Timeframe[] {
  const stored = read
    .prepare<[number], string>('SELECT DISTINCT timeframe FROM snapshots WHERE instrument_id = ?')
    .pluck()
    .all(instrumentId);
  return timeframes.filter((timeframe) => stored.includes(timeframe));
}

/** Writes a new snapshot with its bars and actions in one transaction. `bars` must not be empty. */
export function addSnapshot({ write }: WriteDatabase, snapshot: NewSnapshot): void {
  const { bars, actions } = snapshot;
  const count = bars.time.length;
  write.transaction(() => {
    const { lastInsertRowid } = write
      .prepare(
        `INSERT INTO snapshots (instrument_id, timeframe, format, source_name, time_zone, stamps, adjustment, bars,
           first_time, last_time, last_close, previous_close, content_hash, refused_rows, refused_count, findings,
           repairs, changes, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        snapshot.instrumentId,
        snapshot.timeframe,
        snapshot.format,
        snapshot.sourceName,
        snapshot.timeZone,
        snapshot.stamps,
        snapshot.adjustment,
        count,
        bars.time[0],
        bars.time[count - 1],
        bars.close[count - 1],
        count > 1 ? bars.close[count - 2]! * bars.priceFactor[count - 2]! : null,
        hashHistory(bars, actions),
        JSON.stringify(snapshot.refusedRows),
        snapshot.refusedCount,
        JSON.stringify(snapshot.findings),
        JSON.stringify(snapshot.repairs),
        snapshot.changes && JSON.stringify(snapshot.changes),
        snapshot.createdAt,
      );
    writeColumns(write, 'snapshot_chunks', Number(lastInsertRowid), columnsOf(bars, actions));
  })();
}

/**
 * The bars and actions of a snapshot. Errors: store/damaged where they do not have the hash that was stored with
 * them.
 */
export function readSnapshot(
  { read }: ReadDatabase,
  snapshot: Snapshot,
): { readonly bars: RawBars; readonly actions: CorporateActions } {
  const what = `The stored bars of snapshot ${snapshot.id}`;
  const columns = readColumns(read, 'snapshot_chunks', snapshot.id, [...barColumns, ...actionColumns], what);
  const { actionTime, dividend, split, ...bars } = columns;
  const actions = { time: actionTime, dividend, split };
  if (hashHistory(bars, actions) !== snapshot.contentHash) {
    throw damaged(`${what} do not have the hash that was stored with them.`);
  }
  return { bars, actions };
}

/** The id of the current snapshot of every instrument that has bars of this timeframe, by symbol. */
export function findCurrentSnapshotIds({ read }: ReadDatabase, timeframe: Timeframe): Map<string, number> {
  const rows = read
    .prepare<[string], { symbol: string; id: number }>(
      `SELECT symbol, max(snapshots.id) AS id FROM snapshots JOIN instruments ON instruments.id = instrument_id
       WHERE timeframe = ? AND removed_at IS NULL GROUP BY instrument_id`,
    )
    .all(timeframe);
  return new Map(rows.map(({ symbol, id }) => [symbol, id]));
}

/** Adjusted closes of a snapshot with the times of their bars. */
export interface Closes {
  readonly time: Float64Array;
  readonly close: Float64Array;
}

/**
 * The adjusted closes of the bars behind `time`, with the one before them where there is one; as readLastCloses.
 * Errors: store/damaged.
 */
export function readClosesBehind(
  { read }: ReadDatabase,
  snapshot: Pick<Snapshot, 'id' | 'bars'>,
  time: EpochMs,
): Closes {
  const what = `The stored bars of snapshot ${snapshot.id}`;
  for (let rows = 64; ; rows *= 8) {
    const times = readColumnEnd(read, 'snapshot_chunks', snapshot.id, 'time', rows, what);
    if (times.length < snapshot.bars && times[0]! > time) continue;
    const first = Math.max(0, times.findIndex((at) => at > time) - 1);
    const behind = times.at(-1)! > time ? times.slice(first) : times.slice(-1);
    return { time: behind, close: readLastCloses({ read }, snapshot.id, behind.length) };
  }
}

/**
 * The adjusted closes of the last `bars` bars of a snapshot, without reading the rest; they are not held against the
 * hash of the whole. Errors: store/damaged.
 */
export function readLastCloses({ read }: ReadDatabase, snapshotId: number, bars: number): Float64Array {
  const what = `The stored bars of snapshot ${snapshotId}`;
  const close = readColumnEnd(read, 'snapshot_chunks', snapshotId, 'close', bars, what);
  const factor = readColumnEnd(read, 'snapshot_chunks', snapshotId, 'priceFactor', bars, what);
  return close.map((price, t) => price * factor[t]!);
}
