import { open, type FileHandle } from 'node:fs/promises';
import {
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type Entry as Record,
  type ZipFile,
} from 'yauzl';
import type { Readable } from 'node:stream';
import { AppError } from '#contract/errors.ts';
import { extensionsInWords, isPriceFileName } from '../price-file-names.ts';
import { quoteField } from '../text/quote-field.ts';
import { describeFileError } from './read-stored-bytes.ts';
import { damagedZip, nestedArchive } from './zip-errors.ts';

/** A price file in a zip: where its bytes lie and what they must unpack to. */
export interface ZipMember {
  /** Path in the archive, with '/' between folders. */
  readonly path: string;
  /** 0: stored as it is; 8: deflate; others cannot be read. */
  readonly method: number;
  readonly dataStart: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
}

const MAX_FILES = 10_000;

const ARCHIVE = /\.(zip|zipx|7z|rar|tar|tgz|bz2|xz|zst)(\.gz)?$/i;

const LOCAL_HEADER = 0x04034b50;
/** What may come behind the last record of the directory: its end, the end of a zip64 directory, a signature. */
const BEHIND_DIRECTORY = new Set([0x06054b50, 0x06064b50, 0x05054b50]);

// File types of Unix, in the upper half of the external attributes.
const TYPE_MASK = 0xf000;
const FOLDER = 0x4000;
const REGULAR = 0x8000;
const LINK = 0xa000;

/**
 * The price files of a zip, in its order, after the whole directory was looked at: a single unsafe name refuses the
 * archive. Folders, hidden files, what macOS adds and files of other kinds are left out. Errors: import/damaged-zip,
 * import/unsafe-archive, import/encrypted-archive, import/nested-archive, import/suspicious-compression,
 * import/too-many-files, import/no-files, and those of reading.
 */
export async function readZipDirectory(path: string, label: string): Promise<ZipMember[]> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, 'r');
    return await readDirectory(new FileReader(handle, (await handle.stat()).size), label);
  } catch (cause) {
    throw describeFileError(cause, path, label);
  } finally {
    await handle?.close();
  }
}

async function readDirectory(reader: FileReader, label: string): Promise<ZipMember[]> {
  const members: ZipMember[] = [];
  let packedBytes = 0;
  const zip = await parse(() =>
    // Names are decoded here: the library would turn backslashes into slashes without a word.
    fromRandomAccessReaderPromise(reader, reader.size, { autoClose: false, decodeStrings: false }),
  );
  if (zip.entryCount > MAX_FILES) throw tooManyFiles(label, zip.entryCount);
  const records = zip.eachEntry();
  for (;;) {
    const next = await parse(() => records.next());
    if (next.done) break;
    const record = next.value;
    const name = getFileNameLowLevel(record.generalPurposeBitFlag, record.fileNameRaw, record.extraFields, true);
    checkSafety(name, record, label);
    packedBytes += record.compressedSize;
    const dataStart = await findData(reader, record, label);
    if (isLeftOut(name)) continue;
    if (ARCHIVE.test(name)) throw nestedArchive(label, quoteField(name, 80));
    if (!isPriceFileName(name)) continue;
    if (record.isEncrypted()) throw encrypted(label);
    members.push({
      path: name,
      method: record.compressionMethod,
      dataStart,
      packedBytes: record.compressedSize,
      unpackedBytes: record.uncompressedSize,
      crc32: record.crc32,
    });
  }
  await checkEnd(reader, zip, label);
  // Files that share bytes are how a small archive unpacks to petabytes.
  if (packedBytes > reader.size) {
    throw new AppError(
      'import/suspicious-compression',
      `The files in ${label} take ${packedBytes} bytes, but the archive has ${reader.size}: they lie over each other.`,
      'Do not unpack it. Get the archive from its provider again.',
    );
  }
  if (members.length > 0) return members;
  throw new AppError(
    'import/no-files',
    `The archive ${label} holds no price file (${extensionsInWords}, plain or .gz).`,
    'Check that it is the right archive.',
  );

  /** Runs a step of the library, which tells what is wrong with an archive by plain errors. */
  async function parse<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (cause) {
      if (!(cause instanceof Error) || 'syscall' in cause) throw cause;
      if (/encrypt/.test(cause.message)) throw encrypted(label);
      throw damagedZip(label, cause.message.replace(/\. .*/s, ''), cause);
    }
  }
}

function checkSafety(name: string, record: Record, label: string): void {
  const type = (record.externalFileAttributes >>> 16) & TYPE_MASK;
  const reason =
    findUnsafeName(name, record.fileNameRaw) ??
    (type === 0 || type === REGULAR || type === FOLDER
      ? null
      : type === LINK
        ? 'is a link to another file'
        : 'is no file but a device');
  if (reason === null) return;
  throw new AppError(
    'import/unsafe-archive',
    `${label} holds ${quoteField(name, 80)}, which ${reason}; nothing of the archive was read.`,
    'Archives of prices hold plain files. If you trust this one, unpack it yourself and import the files.',
  );
}

/** Why a path in an archive could lead out of the folder that it is unpacked into, or deceive a reader; or null. */
function findUnsafeName(name: string, raw: Uint8Array): string | null {
  if (name === '') return 'has no name';
  // Names in the code page of DOS have smileys and notes where others have control characters.
  if (/\p{Cc}/u.test(name) || raw.some((byte) => byte < 0x20)) return 'has control characters in its name';
  if (name.includes('\\')) return 'has a backslash in its name';
  if (name.startsWith('/')) return 'is an absolute path';
  if (/^[a-z]:/i.test(name)) return 'names a drive';
  if (name.split('/').includes('..')) return 'leads out of its folder';
  return null;
}

function isLeftOut(name: string): boolean {
  return name.endsWith('/') || name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

/**
 * Where the bytes of a file begin. The directory has no checksum, but each file repeats its name in front of its
 * bytes: a name that differs means that one of both is damaged.
 */
async function findData(reader: FileReader, record: Record, label: string): Promise<number> {
  const start = record.relativeOffsetOfLocalHeader;
  const header = await reader.readExactly(start, 30);
  if (header?.readUInt32LE(0) !== LOCAL_HEADER) throw damagedZip(label, 'a file in it does not begin where it should');
  const nameLength = header.readUInt16LE(26);
  const name = await reader.readExactly(start + 30, nameLength);
  if (!name?.equals(record.fileNameRaw)) throw damagedZip(label, 'a file in it has two names');
  const dataStart = start + 30 + nameLength + header.readUInt16LE(28);
  if (dataStart + record.compressedSize > reader.size) throw damagedZip(label, 'a file in it ends behind the archive');
  return dataStart;
}

/** The number of records has no checksum either: behind the last one the directory must end. */
async function checkEnd(reader: FileReader, zip: ZipFile, label: string): Promise<void> {
  // The type says boolean; it is the offset of the next record.
  const signature = await reader.readExactly(Number(zip.readEntryCursor), 4);
  if (signature === null || !BEHIND_DIRECTORY.has(signature.readUInt32LE(0))) {
    throw damagedZip(label, 'its directory has another length than it says');
  }
}

/** Gives the library the bytes of an open file. Offsets come from the archive, so any number may be asked for. */
class FileReader extends RandomAccessReader {
  readonly size: number;
  private readonly handle: FileHandle;

  constructor(handle: FileHandle, size: number) {
    super();
    this.handle = handle;
    this.size = size;
  }

  /** The bytes there, or null where the file does not hold them all. */
  async readExactly(position: number, length: number): Promise<Buffer | null> {
    if (!(position >= 0 && position + length <= this.size)) return null;
    const buffer = Buffer.alloc(length);
    if (length === 0) return buffer;
    const { bytesRead } = await this.handle.read(buffer, 0, length, position);
    return bytesRead === length ? buffer : null;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.readExactly(position, length).then((bytes) => {
      bytes?.copy(buffer, offset);
      callback(bytes === null ? new Error('it ends too early') : null);
    }, callback);
  }

  override _readStreamForRange(): Readable {
    throw new Error('Files in a zip are read by their range of bytes.');
  }

  /** Whoever opened the handle closes it. */
  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}

function encrypted(label: string): AppError {
  return new AppError(
    'import/encrypted-archive',
    `${label} is encrypted.`,
    'Unpack it with its password and import the files that it holds.',
  );
}

function tooManyFiles(label: string, count: number): AppError {
  return new AppError(
    'import/too-many-files',
    `${label} holds ${count} files; at most ${MAX_FILES} can be imported at once.`,
    'Unpack it and import its folders one by one.',
  );
}
