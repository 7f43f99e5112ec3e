import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { damaged } from './damaged.ts';

/*
 * SQLite plays a log whose checksums are right into whatever database lies beside it, also one that it was not written
 * for: what was acknowledged there is overwritten, and nothing tells. So every workspace has a random number in its
 * header (application_id, https://www.sqlite.org/fileformat.html#application_id), which every copy of page 1 in its own
 * log repeats. A log without a copy of page 1 cannot be told from its own.
 */
const APPLICATION_ID_OFFSET = 68;
const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * How often this process has each database open. A file that SQLite has open must not be read past it: to close it
 * anywhere in the process gives up all locks that the process has on it.
 */
const openHere = new Map<string, number>();

/** To be called when a connection that stays open is made; returns what to call when it is closed. */
export function noteOpen(file: string): () => void {
  const key = resolve(file);
  openHere.set(key, (openHere.get(key) ?? 0) + 1);
  return () => {
    openHere.set(key, (openHere.get(key) ?? 0) - 1);
  };
}

export function isOpenHere(file: string): boolean {
  return (openHere.get(resolve(file)) ?? 0) > 0;
}

/**
 * Refuses a database with a log beside it that was written for another one, before a connection plays it in.
 * Errors: store/damaged.
 */
export function refuseForeignLog(file: string): void {
  if (!isOpenHere(file) && hasForeignLog(file)) {
    throw damaged(`The log ${file}-wal was written for another database than ${file}; together they would be neither.`);
  }
}

/** Whether the log beside a database was written for another one. Neither may be open in this process. */
export function hasForeignLog(file: string): boolean {
  if (!existsSync(file) || !existsSync(`${file}-wal`)) return false;
  const own = readApplicationId(file);
  const logged = readLoggedId(readFileSync(`${file}-wal`));
  return own !== 0 && logged !== 0 && own !== logged;
}

function readApplicationId(file: string): number {
  const header = Buffer.alloc(APPLICATION_ID_OFFSET + 4);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return header.readUInt32BE(APPLICATION_ID_OFFSET);
}

/**
 * The number in the last copy of page 1 that a log holds, 0 where it holds none. Frames count up to the first one whose
 * salt or checksum is wrong, as they do for SQLite: https://www.sqlite.org/fileformat.html#the_write_ahead_log.
 */
function readLoggedId(log: Buffer): number {
  if (log.length < LOG_HEADER_BYTES) return 0;
  const magic = log.readUInt32BE(0);
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return 0;
  const bigEndian = (magic & 1) === 1;
  const pageSize = log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  let sum = addChecksum([0, 0], log.subarray(0, 24), bigEndian);
  if (!isChecksum(sum, log, 24) || pageSize < 512) return 0;
  let id = 0;
  const frameBytes = FRAME_HEADER_BYTES + pageSize;
  for (let at = LOG_HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    if (!log.subarray(at + 8, at + 16).equals(salts)) break;
    const page = log.subarray(at + FRAME_HEADER_BYTES, at + frameBytes);
    sum = addChecksum(addChecksum(sum, log.subarray(at, at + 8), bigEndian), page, bigEndian);
    if (!isChecksum(sum, log, at + 16)) break;
    if (log.readUInt32BE(at) === 1) id = page.readUInt32BE(APPLICATION_ID_OFFSET);
  }
  return id;
}

type Checksum = readonly [number, number];

function addChecksum([first, second]: Checksum, bytes: Buffer, bigEndian: boolean): Checksum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let a = first;
  let b = second;
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + view.getUint32(at, !bigEndian) + b) >>> 0;
    b = (b + view.getUint32(at + 4, !bigEndian) + a) >>> 0;
  }
  return [a, b];
}

function isChecksum([a, b]: Checksum, log: Buffer, at: number): boolean {
  return log.readUInt32BE(at) === a && log.readUInt32BE(at + 4) === b;
}
