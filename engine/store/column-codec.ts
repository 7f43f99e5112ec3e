import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { bytesOf } from '../kernel/hash.ts';

/**
 * How the bytes of a chunk of one column stand for its values. Every encoding gives back every float64 to the last
 * bit; the smallest one that can is taken.
 *
 * constant  one value for all rows: the value as float64, then the number of rows as uint32, so that two constants
 *           of different length have different bytes.
 * decimal   every value is n / 10^k for whole numbers n and one k, as prices, volumes and times are. One byte holds
 *           k and, from bit 4, the order of the differences (1 or 2); then follow, as zig-zag varints, the
 *           differences of n, or the differences of these, with what lies before the first row taken as 0.
 * float64   the values as they lie in memory.
 *
 * All little-endian. A varint holds 7 bits a byte, the lowest first; bit 7 says that more follow. Where raw DEFLATE
 * saves a tenth or more, it is put on top: on a million one-minute bars it halves the whole (10 to 5 MB, for 0.1 s),
 * and leaves next to nothing of regular times and of factors that change on few days.
 */
type PlainEncoding = 'constant' | 'decimal' | 'float64';
export type ColumnEncoding = PlainEncoding | 'decimal-deflated' | 'float64-deflated';

export interface EncodedColumn {
  readonly encoding: ColumnEncoding;
  readonly bytes: Uint8Array;
}

/** The longest chunk that can be encoded, and that bytes are believed to hold. */
export const MAX_ROWS = 65_536;

const MAX_DECIMALS = 9;
/** 10^0 to 10^9, all exact. */
const powers = Float64Array.from({ length: MAX_DECIMALS + 1 }, (_, k) => 10 ** k);

/**
 * Differences beyond are left to 'float64'. Below, a difference of two float64 whole numbers is exact (a rounded one
 * would be 2^53 or more), and so is its zig-zag number, which is below 2^53.
 */
const DIFFERENCE_LIMIT = 2 ** 52;

/** A zig-zag number below 2^53 takes at most 28 + 25 bits: 4 + 4 bytes. */
const VARINT_BYTES = 8;
const LOW_BITS = 2 ** 28;

/** [rows] The whole numbers of the chunk at hand. One thread encodes one chunk at a time, so one is enough. */
const wholes = new Float64Array(MAX_ROWS);
const packed = new Uint8Array(1 + MAX_ROWS * VARINT_BYTES);

/** Encodes 1 to MAX_ROWS values. The bytes are the caller's own. */
export function encodeColumn(values: Float64Array): EncodedColumn {
  if (values.length < 1 || values.length > MAX_ROWS) throw new RangeError(`cannot encode ${values.length} values`);
  if (isConstant(values)) return { encoding: 'constant', bytes: packConstant(values) };
  const decimals = findDecimals(values);
  if (decimals !== undefined) {
    const order = chooseOrder(values.length);
    const bytes = order && packDifferences(values.length, decimals, order);
    if (bytes && bytes.length < values.byteLength) return deflate('decimal', bytes);
  }
  return deflate('float64', bytesOf(values).slice());
}

function deflate(encoding: 'decimal' | 'float64', bytes: Uint8Array): EncodedColumn {
  const deflated = deflateRawSync(bytes, { level: 1 });
  return deflated.length <= 0.9 * bytes.length
    ? { encoding: `${encoding}-deflated`, bytes: deflated }
    : { encoding, bytes };
}

function isConstant(values: Float64Array): boolean {
  const first = values[0]!;
  // NaNs have many bit patterns, which no comparison of numbers tells apart: they are left to 'float64'.
  if (Number.isNaN(first)) return false;
  for (let i = 1; i < values.length; i++) if (values[i] !== first) return false;
  // 0 equals -0 but is not the same.
  if (first !== 0) return true;
  const isNegative = Object.is(first, -0);
  return values.every((value) => Object.is(value, -0) === isNegative);
}

function packConstant(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, values[0]!, true);
  view.setUint32(8, values.length, true);
  return bytes;
}

/**
 * The least number of decimals with which every value is n / 10^k, undefined where there is none; fills `wholes`
 * with n. More decimals never lose a value that fewer hold, except through size, so one pass finds the number
 * and a second one proves it.
 */
function findDecimals(values: Float64Array): number | undefined {
  let decimals = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    while (Math.round(value * powers[decimals]!) / powers[decimals]! !== value) {
      if (++decimals > MAX_DECIMALS) return undefined;
    }
  }
  const power = powers[decimals]!;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const whole = Math.round(value * power);
    // Not true for NaN and the infinities either.
    if (!(Math.abs(whole) <= Number.MAX_SAFE_INTEGER && whole / power === value)) return undefined;
    if (value === 0 && Object.is(value, -0)) return undefined;
    wholes[i] = whole;
  }
  return decimals;
}

/** The order of differences that takes fewer bytes, or undefined where neither is small enough to be exact. */
function chooseOrder(rows: number): 1 | 2 | undefined {
  let previous = 0;
  let previousDifference = 0;
  let firstBytes = 0;
  let secondBytes = 0;
  for (let i = 0; i < rows; i++) {
    const whole = wholes[i]!;
    const difference = whole - previous;
    const second = difference - previousDifference;
    firstBytes += countBytes(Math.abs(difference));
    secondBytes += countBytes(Math.abs(second));
    previous = whole;
    previousDifference = difference;
  }
  if (secondBytes < firstBytes) return 2;
  return firstBytes < Infinity ? 1 : undefined;
}

/** Bytes of the varint of a difference of this size; infinite beyond DIFFERENCE_LIMIT. */
function countBytes(size: number): number {
  if (size < 64) return 1;
  if (size < 8192) return 2;
  if (size < 1_048_576) return 3;
  if (size < 134_217_728) return 4;
  let bytes = 5;
  for (let limit = 2 ** 34; size >= limit; limit *= 128) bytes++;
  return size < DIFFERENCE_LIMIT ? bytes : Infinity;
}

function packDifferences(rows: number, decimals: number, order: 1 | 2): Uint8Array {
  packed[0] = decimals | (order << 4);
  let at = 1;
  let previous = 0;
  let previousDifference = 0;
  for (let i = 0; i < rows; i++) {
    const whole = wholes[i]!;
    const difference = whole - previous;
    const value = order === 1 ? difference : difference - previousDifference;
    previous = whole;
    previousDifference = difference;
    let zigzag = value < 0 ? -2 * value - 1 : 2 * value;
    if (zigzag >= LOW_BITS) {
      // Bitwise operators see 32 bits only: the lower 28 first, then the rest.
      const high = Math.floor(zigzag / LOW_BITS);
      const low = zigzag - high * LOW_BITS;
      packed[at++] = (low & 127) | 128;
      packed[at++] = ((low >>> 7) & 127) | 128;
      packed[at++] = ((low >>> 14) & 127) | 128;
      packed[at++] = (low >>> 21) | 128;
      zigzag = high;
    }
    let rest = zigzag | 0;
    while (rest >= 128) {
      packed[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    packed[at++] = rest;
  }
  return packed.slice(0, at);
}

/**
 * The `rows` values that encodeColumn made `bytes` of; undefined where these bytes cannot come from it, which is
 * damage. Damage that leaves other bytes of the right form is for a hash to find.
 */
export function decodeColumn(encoding: string, bytes: Uint8Array, rows: number): Float64Array | undefined {
  if (!(Number.isInteger(rows) && rows >= 1 && rows <= MAX_ROWS)) return undefined;
  switch (encoding) {
    case 'constant':
      return unpackConstant(bytes, rows);
    case 'decimal':
      return unpackDifferences(bytes, rows);
    case 'float64':
      // Bytes from SQLite need not be aligned to 8, so they are copied into memory that is.
      return bytes.length === rows * 8 ? new Float64Array(new Uint8Array(bytes).buffer) : undefined;
    case 'decimal-deflated':
    case 'float64-deflated': {
      const inflated = inflate(bytes, 1 + rows * VARINT_BYTES);
      return inflated && decodeColumn(encoding.slice(0, -'-deflated'.length), inflated, rows);
    }
    default:
      return undefined;
  }
}

/** Undefined where the bytes are no DEFLATE stream, or one that is longer than it can be. */
function inflate(bytes: Uint8Array, longest: number): Uint8Array | undefined {
  try {
    return inflateRawSync(bytes, { maxOutputLength: longest });
  } catch {
    // Whatever zlib dislikes about the bytes, they are not those that were written.
    return undefined;
  }
}

function unpackConstant(bytes: Uint8Array, rows: number): Float64Array | undefined {
  if (bytes.length !== 12) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return view.getUint32(8, true) === rows ? new Float64Array(rows).fill(view.getFloat64(0, true)) : undefined;
}

function unpackDifferences(bytes: Uint8Array, rows: number): Float64Array | undefined {
  const power = powers[bytes[0]! & 15];
  const order = bytes[0]! >> 4;
  if (power === undefined || (order !== 1 && order !== 2)) return undefined;
  const values = new Float64Array(rows);
  const end = bytes.length;
  let at = 1;
  let whole = 0;
  let difference = 0;
  for (let i = 0; i < rows; i++) {
    let zigzag = 0;
    let scale = 1;
    for (;;) {
      if (at === end || scale > 2 ** 49) return undefined;
      const byte = bytes[at++]!;
      zigzag += (byte & 127) * scale;
      if (byte < 128) break;
      scale *= 128;
    }
    const half = Math.floor(zigzag / 2);
    const value = zigzag - 2 * half === 0 ? half : -half - 1;
    difference = order === 1 ? value : difference + value;
    whole += difference;
    values[i] = whole / power;
  }
  return at === end ? values : undefined;
}
