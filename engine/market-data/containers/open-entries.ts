import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { KIND_BYTES, kindOfContent, peek } from './content-kind.ts';
import type { Entry } from './entry.ts';
import { emptyFile, inspectFile, readStoredBytes } from './read-stored-bytes.ts';
import { unpack } from './unpack.ts';
import { readZipDirectory, type ZipMember } from './zip-directory.ts';
import { damagedZip, nestedArchive } from './zip-errors.ts';

/**
 * What a file holds, told by its content: itself, what its gzip unpacks to, or the price files of its zip in their
 * order. Nothing is kept open between entries, and memory does not grow with their size. Errors:
 * import/file-not-found, import/not-a-file, import/unreadable-file, import/empty-file, those of readZipDirectory; and
 * while an entry is read those of unpack, import/damaged-zip, import/empty-file and import/nested-archive.
 */
export async function* openEntries(path: string): AsyncGenerator<Entry, void> {
  const name = basename(path);
  const { head } = await inspectFile(path, name, KIND_BYTES);
  const kind = kindOfContent(head);
  if (kind === 'zip') {
    yield* openZip(path, name);
    return;
  }
  yield {
    name: withoutGz(name),
    label: name,
    path,
    read(onStoredBytes) {
      const meter = startMeter(onStoredBytes);
      const stored = readStoredBytes(path, name, meter.add);
      return kind === 'plain'
        ? stored
        : refuseEmpty(refuseNested(unpack('gzip', stored, name, meter.read), name), name);
    },
  };
}

async function* openZip(path: string, archive: string): AsyncGenerator<Entry, void> {
  let before = 0;
  for (const member of await readZipDirectory(path, archive)) {
    const label = `${archive} › ${member.path}`;
    const start = before;
    before += member.packedBytes;
    yield {
      name: withoutGz(basename(member.path)),
      label,
      path,
      read(onStoredBytes) {
        const meter = startMeter(
          onStoredBytes &&
            ((bytes) => {
              onStoredBytes(start + bytes);
            }),
        );
        const stored = readStoredBytes(path, archive, meter.add, {
          start: member.dataStart,
          end: member.dataStart + member.packedBytes,
        });
        return refuseEmpty(unpackMember(member, stored, label, meter.read), label);
      },
    };
  }
}

/** The content of a file in a zip, and, where that is gzip, what it holds. */
async function* unpackMember(
  member: ZipMember,
  stored: AsyncIterable<Uint8Array>,
  label: string,
  storedBytes: () => number,
): AsyncGenerator<Uint8Array> {
  const content = checkContent(
    member,
    member.method === 0 ? stored : unpackMethod(member, stored, label, storedBytes),
    label,
  );
  const { head, bytes } = await peek(content, KIND_BYTES);
  try {
    const kind = kindOfContent(head);
    if (kind === 'zip') throw nestedArchive(label, 'a zip');
    yield* kind === 'gzip' ? refuseNested(unpack('gzip', bytes, label, storedBytes), label) : bytes;
  } finally {
    await bytes.return();
  }
}

function unpackMethod(
  { method }: ZipMember,
  stored: AsyncIterable<Uint8Array>,
  label: string,
  storedBytes: () => number,
): AsyncIterable<Uint8Array> {
  if (method === 8) return unpack('deflate', stored, label, storedBytes);
  throw damagedZip(label, `compressed by method ${method}, of which only deflate is known`);
}

/** Whether the content has the size and the CRC-32 that the archive names. */
async function* checkContent(
  { unpackedBytes, crc32: expected }: ZipMember,
  content: AsyncIterable<Uint8Array>,
  label: string,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  let sum = 0;
  for await (const chunk of content) {
    length += chunk.length;
    if (length > unpackedBytes) break;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (length !== unpackedBytes) throw damagedZip(label, 'its content has another size than the archive says');
  if (sum !== expected) throw damagedZip(label, 'its content does not fit its checksum');
}

async function* refuseNested(bytes: AsyncIterable<Uint8Array>, label: string): AsyncGenerator<Uint8Array> {
  const peeked = await peek(bytes, KIND_BYTES);
  try {
    const kind = kindOfContent(peeked.head);
    if (kind !== 'plain') throw nestedArchive(label, `a ${kind}`);
    yield* peeked.bytes;
  } finally {
    await peeked.bytes.return();
  }
}

async function* refuseEmpty(bytes: AsyncIterable<Uint8Array>, label: string): AsyncGenerator<Uint8Array> {
  let isEmpty = true;
  for await (const chunk of bytes) {
    isEmpty &&= chunk.length === 0;
    yield chunk;
  }
  if (isEmpty) throw emptyFile(label);
}

/** Counts the bytes of the file on disk that were read. */
function startMeter(onStoredBytes: ((bytes: number) => void) | undefined): {
  readonly add: (bytes: number) => void;
  readonly read: () => number;
} {
  let total = 0;
  return {
    add(bytes) {
      total += bytes;
      onStoredBytes?.(total);
    },
    read: () => total,
  };
}

function withoutGz(name: string): string {
  return name.replace(/\.gz$/i, '');
}
