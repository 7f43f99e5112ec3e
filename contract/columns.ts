/**
 * Columns of numbers as bytes: how bars, indicators and equity curves travel from the engine to a chart. Nothing here
 * needs Node or a browser.
 *
 * Layout, all numbers little-endian:
 *   0  4 bytes  'ALC' and the version of the format, 1
 *   4  uint32   length of the header in bytes, a multiple of 8
 *   8  header   JSON in ASCII, padded with spaces: {"meta": …, "columns": [{"name", "type", "length"}, …]}
 *      columns  one after another, each begins at a multiple of 8
 * Decoded columns are views of the bytes, without a copy, where these begin at a multiple of 8.
 */
import { AppError } from './errors.ts';

export type Column = Float64Array | Float32Array;

export interface ColumnFrame<Meta> {
  /** What is known about the columns; JSON. */
  readonly meta: Meta;
  /** By name, in the order in which they were given. Their lengths may differ. */
  readonly columns: ReadonlyMap<string, Column>;
}

const MAGIC = [0x41, 0x4c, 0x43, 1] as const;
const PREFIX_BYTES = 8;
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

type ColumnType = 'f64' | 'f32';

interface ColumnHeader {
  readonly name: string;
  readonly type: ColumnType;
  readonly length: number;
}

const bytesOfType = { f64: 8, f32: 4 } as const satisfies Record<ColumnType, number>;

/** Columns with what is known about them, as bytes. */
export function encodeColumns(meta: unknown, columns: Iterable<readonly [name: string, values: Column]>): Uint8Array {
  const all = [...columns];
  const header = toAscii(
    JSON.stringify({
      meta,
      columns: all.map(([name, values]): ColumnHeader => ({ name, type: typeOf(values), length: values.length })),
    }),
  );
  const headerBytes = alignUp(header.length);
  const size = all.reduce((sum, [, { byteLength }]) => sum + alignUp(byteLength), PREFIX_BYTES + headerBytes);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(4, headerBytes, true);
  bytes.fill(0x20, PREFIX_BYTES, PREFIX_BYTES + headerBytes);
  for (let i = 0; i < header.length; i++) bytes[PREFIX_BYTES + i] = header.charCodeAt(i);
  let at = PREFIX_BYTES + headerBytes;
  for (const [, values] of all) {
    writeColumn(bytes, view, at, values);
    at += alignUp(values.byteLength);
  }
  return bytes;
}

/**
 * The columns of such bytes. The caller says what the meta is; its shape is not looked at.
 * Errors: columns/unreadable where the bytes are no columns, or not all of them.
 */
export function decodeColumns<Meta>(bytes: Uint8Array): ColumnFrame<Meta> {
  const { meta, columns, start } = readHeader(bytes);
  const decoded = new Map<string, Column>();
  let at = start;
  for (const { name, type, length } of columns) {
    const size = length * bytesOfType[type];
    if (at + size > bytes.length) throw unreadable(`column "${name}" ends behind their end`);
    if (decoded.has(name)) throw unreadable(`column "${name}" is there twice`);
    decoded.set(name, readColumn(bytes, at, type, length));
    at += alignUp(size);
  }
  if (at !== bytes.length) throw unreadable(`expected ${at} bytes, found ${bytes.length}`);
  return { meta: meta as Meta, columns: decoded };
}

function readHeader(bytes: Uint8Array): { meta: unknown; columns: ColumnHeader[]; start: number } {
  if (bytes.length < PREFIX_BYTES || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw unreadable('they do not begin with ALC and version 1');
  }
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
  const start = PREFIX_BYTES + headerBytes;
  if (headerBytes % 8 !== 0 || start > bytes.length) throw unreadable('the header ends behind their end');
  let text = '';
  for (let i = PREFIX_BYTES; i < start; i++) text += String.fromCharCode(bytes[i]!);
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (cause) {
    throw unreadable('the header is no JSON', cause);
  }
  if (typeof header !== 'object' || header === null || !('columns' in header) || !Array.isArray(header.columns)) {
    throw unreadable('the header names no columns');
  }
  if (!header.columns.every(isColumnHeader)) throw unreadable('the header describes a column that cannot be');
  return { meta: 'meta' in header ? header.meta : undefined, columns: header.columns, start };
}

function isColumnHeader(value: unknown): value is ColumnHeader {
  if (typeof value !== 'object' || value === null) return false;
  const { name, type, length } = value as Partial<Record<keyof ColumnHeader, unknown>>;
  return (
    typeof name === 'string' &&
    (type === 'f64' || type === 'f32') &&
    Number.isSafeInteger(length) &&
    Number(length) >= 0
  );
}

function writeColumn(bytes: Uint8Array, view: DataView, at: number, values: Column): void {
  if (isLittleEndian) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
  } else if (values instanceof Float64Array) {
    values.forEach((value, i) => {
      view.setFloat64(at + 8 * i, value, true);
    });
  } else {
    values.forEach((value, i) => {
      view.setFloat32(at + 4 * i, value, true);
    });
  }
}

function readColumn(bytes: Uint8Array, at: number, type: ColumnType, length: number): Column {
  const size = length * bytesOfType[type];
  const isAligned = (bytes.byteOffset + at) % 8 === 0;
  const part = isAligned ? bytes.subarray(at, at + size) : bytes.slice(at, at + size);
  if (isLittleEndian) {
    return type === 'f64'
      ? new Float64Array(part.buffer, part.byteOffset, length)
      : new Float32Array(part.buffer, part.byteOffset, length);
  }
  const view = new DataView(part.buffer, part.byteOffset, size);
  return type === 'f64'
    ? Float64Array.from({ length }, (_, i) => view.getFloat64(8 * i, true))
    : Float32Array.from({ length }, (_, i) => view.getFloat32(4 * i, true));
}

function typeOf(values: Column): ColumnType {
  return values instanceof Float64Array ? 'f64' : 'f32';
}

function alignUp(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** JSON with whatever is not ASCII written as \uXXXX, so that a character is a byte. */
function toAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function unreadable(found: string, cause?: unknown): AppError {
  return new AppError(
    'columns/unreadable',
    `These bytes are no columns that this version of Almanac can read: ${found}.`,
    'Load the view again. If it happens again, interface and engine are of different versions.',
    { cause },
  );
}
