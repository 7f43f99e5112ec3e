import { Envelope } from './envelope.ts';
import { damagedJson, truncatedJson } from './json-errors.ts';
import { parseJsonBytes } from './parse-json-bytes.ts';
import { MAX_ROW_BYTES, RowBatch } from './row-batch.ts';

/**
 * Takes rows of one array, in the order of the file. `firstRow` counts from 1 the rows under this path; `path` are
 * the keys that lead to the array, such as `result.XBTUSDT`, and '' for an array at the top.
 */
export type JsonRowHandler = (rows: readonly unknown[], firstRow: number, path: string) => void;

/**
 * Streams a JSON document without holding it: a row is an array or object that has something in it, but neither of
 * these, is at most 64 KiB long, and has an array as its parent. Rows go to `onRows` in batches; everything else, with
 * nothing where the rows were, is parsed at the end and returned. Flat values one after another (NDJSON) are rows too;
 * a document that is one flat value comes back whole. Errors: import/damaged-json, import/json-too-large, and those of
 * `bytes` and `onRows`.
 */
export async function scanJsonRows(
  bytes: AsyncIterable<Uint8Array>,
  label: string,
  onRows: JsonRowHandler,
): Promise<unknown> {
  const scanner = new JsonRowScanner(label, onRows);
  for await (const chunk of bytes) scanner.push(chunk);
  return scanner.end();
}

const MAX_DEPTH = 64;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

/** What a byte is outside of strings. */
const QUOTING = 1;
const OPENING = 2;
const CLOSING = 3;
const SEPARATING = 4;
const NAMING = 5;
const BLANK = 6;
const kinds = new Uint8Array(256);
kinds[QUOTE] = QUOTING;
kinds[0x5b] = kinds[0x7b] = OPENING;
kinds[0x5d] = kinds[0x7d] = CLOSING;
kinds[COMMA] = SEPARATING;
kinds[COLON] = NAMING;
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) kinds[byte] = BLANK;
/** A closing bracket is its opening one plus this, in ASCII. */
const TO_CLOSING = 2;
const OPEN_OBJECT = 0x7b;

/**
 * What came last in the innermost container. Commas around rows do not reach the envelope, so they are checked here;
 * all others are checked when that is parsed.
 */
type Last = 'opening' | 'scalar' | 'container' | 'row' | 'comma' | 'in-object';

interface Level {
  readonly opening: number;
  last: Last;
  /** Where the envelope has a comma behind which nothing was kept so far; -1 for none. */
  looseComma: number;
  /** Where the envelope has the key, in quotation marks, of the value that comes; an object's only. */
  keyStart: number;
  keyEnd: number;
}

/**
 * The document as a state machine over bytes. Outside of rows bytes are copied into the envelope; an opening bracket in
 * an array may begin a row, so from there bytes go into the batch until it is closed, or until another bracket opens
 * in it: then it was none and goes into the envelope after all.
 */
class JsonRowScanner {
  private readonly label: string;
  private readonly onRows: JsonRowHandler;
  private readonly envelope: Envelope;
  private readonly batch: RowBatch;
  /** The open containers of the envelope; below them is the top, which works like an array without commas. */
  private readonly levels: Level[] = [{ opening: -1, last: 'in-object', looseComma: -1, keyStart: 0, keyEnd: 0 }];
  private level = this.levels[0]!;
  private isInRow = false;
  /** End of the row so far, in the batch. */
  private rowEnd = 0;
  /** Where the row begins in the file. */
  private rowOffset = 0;
  private isInString = false;
  private isEscaped = false;
  private stringStart = 0;
  private stringEnd = 0;
  /** Offset of the chunk in the file. */
  private offset = 0;
  private matchedMark = 0;
  private rows = 0;
  private topRows = 0;
  /** The array that the batch is of, its path, and how many rows each path has had. */
  private batchLevel: Level | null = null;
  private path = '';
  private readonly rowsOfPath = new Map<string, number>();

  constructor(label: string, onRows: JsonRowHandler) {
    this.label = label;
    this.onRows = onRows;
    this.envelope = new Envelope(label);
    this.batch = new RowBatch(label);
  }

  push(chunk: Uint8Array): void {
    let at = this.skipMark(chunk);
    while (at < chunk.length) at = this.isInRow ? this.scanRow(chunk, at) : this.scanEnvelope(chunk, at, true);
    this.offset += chunk.length;
  }

  end(): unknown {
    const { label, envelope, batch } = this;
    if (this.isInRow || this.isInString || this.levels.length > 1) throw truncatedJson(label, this.offset, this.rows);
    if (this.topRows > 0) {
      if (envelope.length > 0) throw damagedJson(label, 'several values stand one after another');
      if (this.topRows === 1) return batch.take(1)[0];
      this.flush();
      return [];
    }
    this.flush();
    try {
      return parseJsonBytes(envelope.view());
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.replace(/\p{C}+/gu, ' ') : '';
      throw damagedJson(label, `what stands around its ${this.rows} rows cannot be read (${reason})`, cause);
    }
  }

  /** Index of the first byte behind a byte order mark, which may be cut across chunks. */
  private skipMark(chunk: Uint8Array): number {
    let at = 0;
    while (
      this.offset + at === this.matchedMark &&
      this.matchedMark < 3 &&
      chunk[at] === BYTE_ORDER_MARK[at + this.offset]
    ) {
      this.matchedMark++;
      at++;
    }
    return at;
  }

  /** Reads on in a row up to its end, to a bracket that shows that it is none, or to the end of the chunk. */
  private scanRow(chunk: Uint8Array, from: number): number {
    const out = this.batch.bytes;
    const start = this.batch.end;
    let to = this.rowEnd;
    let at = from;
    const limit = Math.min(chunk.length, from + MAX_ROW_BYTES - (to - start));
    let { isInString, isEscaped } = this;
    while (at < limit) {
      const byte = chunk[at]!;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === QUOTE) isInString = false;
        else if (byte === BACKSLASH) isEscaped = true;
      } else {
        const kind = kinds[byte]!;
        if (kind === QUOTING) {
          isInString = true;
        } else if (kind === OPENING) {
          this.rowEnd = to;
          this.keepAfterAll();
          return at;
        } else if (kind === CLOSING) {
          if (byte !== out[start]! + TO_CLOSING) throw this.wrongBracket(at);
          out[to] = byte;
          this.rowEnd = to + 1;
          if (isBlank(out, start + 1, to)) this.keepAfterAll();
          else this.endRow();
          return at + 1;
        }
      }
      out[to++] = byte;
      at++;
    }
    this.rowEnd = to;
    this.isInString = isInString;
    this.isEscaped = isEscaped;
    if (to - start === MAX_ROW_BYTES) this.keepAfterAll();
    return at;
  }

  private beginRow(opening: number, offset: number): void {
    const { batch, level } = this;
    if (batch.count > 0 && (batch.isFull || this.batchLevel !== level)) this.flush();
    if (this.batchLevel !== level) {
      this.batchLevel = level;
      this.path = this.pathHere();
    }
    batch.bytes[batch.end] = opening;
    this.rowEnd = batch.end + 1;
    this.rowOffset = offset;
    this.isInRow = true;
  }

  private endRow(): void {
    this.batch.add(this.rowEnd, this.rowOffset);
    this.isInRow = false;
    this.isInString = false;
    this.isEscaped = false;
    this.rows++;
    if (this.levels.length === 1) this.topRows++;
    else this.level.last = 'row';
  }

  /** What seemed to be a row goes into the envelope. */
  private keepAfterAll(): void {
    const bytes = this.batch.bytes.slice(this.batch.end, this.rowEnd);
    this.isInRow = false;
    this.isInString = false;
    this.isEscaped = false;
    const { offset } = this;
    this.offset = this.rowOffset;
    this.scanEnvelope(bytes, 0, false);
    this.offset = offset;
  }

  private flush(): void {
    const { batch, path } = this;
    const { count } = batch;
    if (count === 0) return;
    const before = this.rowsOfPath.get(path) ?? 0;
    this.rowsOfPath.set(path, before + count);
    this.onRows(batch.take(before + 1), before + 1, path);
  }

  /** Reads on outside of rows, to where one may begin if `mayBeRow`, or to the end of the chunk. */
  private scanEnvelope(chunk: Uint8Array, from: number, mayBeRow: boolean): number {
    const { envelope } = this;
    /** Bytes before this index are in the envelope, or left out of it. */
    let kept = from;
    let at = from;
    const keep = (to: number): void => {
      envelope.append(chunk.subarray(kept, to));
      kept = to;
    };
    for (; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) {
          this.isInString = false;
          this.stringEnd = envelope.length + at + 1 - kept;
        }
        continue;
      }
      const { level } = this;
      const isArray = level.last !== 'in-object';
      switch (kinds[byte]) {
        case BLANK:
          // Those beside rows would add up.
          if (kept === at && (this.levels.length === 1 || level.last === 'row' || level.last === 'comma'))
            kept = at + 1;
          break;
        case SEPARATING:
          if (!isArray) break;
          if (level.last === 'opening' || level.last === 'comma') throw this.misplaced('a comma', at);
          if (level.last === 'row') {
            keep(at);
            kept = at + 1;
          } else {
            level.looseComma = envelope.length + at - kept;
          }
          level.last = 'comma';
          break;
        case NAMING:
          level.keyStart = this.stringStart;
          level.keyEnd = this.stringEnd;
          break;
        case OPENING: {
          const isTop = this.levels.length === 1;
          if (isArray && level.last !== 'opening' && level.last !== 'comma') throw this.misplaced('a bracket', at);
          keep(at);
          if (mayBeRow && (isArray || isTop)) {
            this.beginRow(byte, this.offset + at);
            return at + 1;
          }
          if (isArray) {
            level.last = 'container';
            level.looseComma = -1;
          }
          if (this.levels.length > MAX_DEPTH)
            throw damagedJson(this.label, `it is nested more than ${MAX_DEPTH} levels deep`);
          const last = byte === OPEN_OBJECT ? 'in-object' : 'opening';
          this.level = { opening: byte, last, looseComma: -1, keyStart: 0, keyEnd: 0 };
          this.levels.push(this.level);
          break;
        }
        case CLOSING:
          if (byte !== level.opening + TO_CLOSING) throw this.wrongBracket(at);
          if (level.last === 'comma') throw this.misplaced('a closing bracket', at);
          if (level.looseComma !== -1) {
            keep(at);
            envelope.blank(level.looseComma);
          }
          this.levels.pop();
          this.level = this.levels.at(-1)!;
          break;
        default:
          if (byte === QUOTE) {
            this.isInString = true;
            this.stringStart = envelope.length + at - kept;
          }
          if (isArray) {
            if (level.last === 'row' || level.last === 'container') throw this.misplaced('a value', at);
            level.last = 'scalar';
            level.looseComma = -1;
          }
      }
    }
    keep(at);
    return at;
  }

  /** The keys that lead to the innermost container. */
  private pathHere(): string {
    const keys: string[] = [];
    for (const { opening, keyStart, keyEnd } of this.levels) {
      if (opening !== OPEN_OBJECT) continue;
      try {
        keys.push(String(parseJsonBytes(this.envelope.view(keyStart, keyEnd))));
      } catch (cause) {
        throw damagedJson(this.label, `the key before byte ${this.offset} cannot be read`, cause);
      }
    }
    return keys.join('.');
  }

  private wrongBracket(at: number): Error {
    return this.misplaced('a bracket that closes what was not opened', at);
  }

  private misplaced(what: string, at: number): Error {
    return damagedJson(this.label, `${what} stands at byte ${this.offset + at}, after ${this.rows} rows`);
  }
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (kinds[bytes[at]!] !== BLANK) return false;
  return true;
}
