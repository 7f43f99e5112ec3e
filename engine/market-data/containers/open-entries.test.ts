import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { it } from '../../store/workspace.test-data.ts';
import {
  codeOfReading,
  DIRECTORY_END,
  DIRECTORY_RECORD,
  findSignature,
  patch,
  pricesText,
  readAll,
  readEntries,
  utf8,
  zip,
} from './containers.test-data.ts';
import { openEntries } from './open-entries.ts';

const text = pricesText(300);

/** Writes the bytes into a file of the test's folder. */
function write(folder: string, name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Files under the folder that this process has open. */
function openFiles(folder: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith(folder) ? [target] : [];
    } catch {
      // The listing's own descriptor is gone by now.
      return [];
    }
  });
}

describe('a plain file', () => {
  it('gives itself', async ({ folder }) => {
    const path = write(folder, 'aapl.csv', text);
    expect(await readEntries(path)).toEqual([{ name: 'aapl.csv', label: 'aapl.csv', text }]);
  });

  it('that is none is refused', async ({ folder }) => {
    expect(await codeOfReading(join(folder, 'missing.csv'))).toBe('import/file-not-found');
    expect(await codeOfReading(join(write(folder, 'a.csv', text), 'b.csv'))).toBe('import/file-not-found');
    mkdirSync(join(folder, 'folder.csv'));
    expect(await codeOfReading(join(folder, 'folder.csv'))).toBe('import/not-a-file');
    expect(await codeOfReading(write(folder, 'empty.csv', ''))).toBe('import/empty-file');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.csv'));
    expect(await codeOfReading(join(folder, 'link.csv'))).toBe('import/file-not-found');
  });

  it.skipIf(process.platform === 'win32')('may not be a pipe or a device', async ({ folder }) => {
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    expect(await codeOfReading(join(folder, 'pipe.csv'))).toBe('import/not-a-file');
    expect(await codeOfReading('/dev/zero')).toBe('import/not-a-file');
  });

  it('tells how far it was read', async ({ folder }) => {
    const path = write(folder, 'aapl.csv', pricesText(60_000));
    const heard: number[] = [];
    for await (const entry of openEntries(path)) await readAll(entry.read((bytes) => heard.push(bytes)));
    expect(heard.length).toBeGreaterThan(1);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBe(Buffer.byteLength(pricesText(60_000)));
  });
});

describe('a gzip file', () => {
  it('gives its content, whatever its name', async ({ folder }) => {
    expect(await readEntries(write(folder, 'aapl.csv.gz', gzipSync(text)))).toEqual([
      { name: 'aapl.csv', label: 'aapl.csv.gz', text },
    ]);
    expect(await readEntries(write(folder, 'aapl.csv', gzipSync(text)))).toEqual([
      { name: 'aapl.csv', label: 'aapl.csv', text },
    ]);
  });

  it('may have several members, and zeros behind them', async ({ folder }) => {
    const long = pricesText(60_000, 7);
    const bytes = Buffer.concat([gzipSync(long), gzipSync(text), Buffer.alloc(70_000)]);
    expect((await readEntries(write(folder, 'a.csv.gz', bytes)))[0]!.text).toBe(long + text);
  });

  it('is refused where it is cut, damaged or empty', async ({ folder }) => {
    const bytes = gzipSync(text);
    expect(await codeOfReading(write(folder, 'a.gz', bytes.subarray(0, bytes.length - 1)))).toBe(
      'import/truncated-gzip',
    );
    expect(await codeOfReading(write(folder, 'b.gz', bytes.subarray(0, 5)))).toBe('import/truncated-gzip');
    expect(await codeOfReading(write(folder, 'c.gz', patch(bytes, bytes.length - 5, 0x55)))).toBe(
      'import/damaged-gzip',
    );
    expect(await codeOfReading(write(folder, 'd.gz', gzipSync('')))).toBe('import/empty-file');
  });

  it.for([1, 70_000, 300_000])('is refused with %i bytes behind its end', async (length, { folder }) => {
    const bytes = Buffer.concat([gzipSync(text), Buffer.alloc(length, 'x')]);
    expect(await codeOfReading(write(folder, 'a.gz', bytes))).toMatch(/^import\/(damaged|truncated)-gzip$/);
  });

  it('that holds an archive is refused', async ({ folder }) => {
    expect(await codeOfReading(write(folder, 'a.gz', gzipSync(gzipSync(text))))).toBe('import/nested-archive');
    expect(await codeOfReading(write(folder, 'b.zip.gz', gzipSync(zip({ 'a.csv': text }))))).toBe(
      'import/nested-archive',
    );
  });

  it('that unpacks to a thousand times its size is refused', async ({ folder }) => {
    expect(await codeOfReading(write(folder, 'a.gz', gzipSync(Buffer.alloc(100 * 1024 ** 2))))).toBe(
      'import/suspicious-compression',
    );
  });
});

describe('a zip file', () => {
  it('gives its price files in their order', async ({ folder }) => {
    const path = write(
      folder,
      'all.zip',
      zip({
        'z/b.csv': text,
        'a.txt': 'a',
        'c.tsv': 'c',
        'd.json': '[]',
        'e.CSV': 'e',
        'readme.md': 'no prices',
        'empty/': '',
        '.DS_Store': 'x',
        '__MACOSX/._b.csv': 'x',
        'z/.hidden.csv': 'x',
      }),
    );
    expect(await readEntries(path)).toEqual([
      { name: 'b.csv', label: 'all.zip › z/b.csv', text },
      { name: 'a.txt', label: 'all.zip › a.txt', text: 'a' },
      { name: 'c.tsv', label: 'all.zip › c.tsv', text: 'c' },
      { name: 'd.json', label: 'all.zip › d.json', text: '[]' },
      { name: 'e.CSV', label: 'all.zip › e.CSV', text: 'e' },
    ]);
  });

  it('unpacks a gzip in it once', async ({ folder }) => {
    const files = { 'a.csv.gz': gzipSync(text), 'b.csv': gzipSync(text) };
    expect((await readEntries(write(folder, 'a.zip', zip(files)))).map((entry) => [entry.name, entry.text])).toEqual([
      ['a.csv', text],
      ['b.csv', text],
    ]);
    const twice = { 'a.csv.gz': gzipSync(gzipSync(text)) };
    expect(await codeOfReading(write(folder, 'b.zip', zip(twice)))).toBe('import/nested-archive');
  });

  it('may hold its files uncompressed', async ({ folder }) => {
    const path = write(folder, 'a.zip', zip({ 'a.csv': text }, { level: 0 }));
    expect((await readEntries(path))[0]!.text).toBe(text);
  });

  it('can be read after all its entries were listed, and in any order', async ({ folder }) => {
    const entries = [];
    for await (const entry of openEntries(write(folder, 'a.zip', zip({ 'a.csv': 'one', 'b.csv': 'two' })))) {
      entries.push(entry);
    }
    const texts = [];
    for (const entry of entries.reverse()) texts.push(Buffer.from(await readAll(entry.read())).toString());
    expect(texts).toEqual(['two', 'one']);
  });

  it('tells how far it was read', async ({ folder }) => {
    const bytes = zip({ 'a.csv': pricesText(3000), 'b.csv': pricesText(3000, 5) });
    const heard: number[] = [];
    for await (const entry of openEntries(write(folder, 'a.zip', bytes)))
      await readAll(entry.read((n) => heard.push(n)));
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBeLessThanOrEqual(bytes.length);
    expect(heard.at(-1)).toBeGreaterThan(0.9 * bytes.length);
  });

  it('without price files is refused', async ({ folder }) => {
    expect(await codeOfReading(write(folder, 'a.zip', zip({ 'readme.md': 'x' })))).toBe('import/no-files');
    expect(await codeOfReading(write(folder, 'b.zip', zip({})))).toBe('import/no-files');
  });

  it.for([
    '../a.csv',
    'b/../../a.csv',
    '/etc/a.csv',
    'C:/a.csv',
    'c:a.csv',
    'b\\..\\a.csv',
    'a\u0000b.csv',
    'a\nb.csv',
    'a\u0085.csv',
    '../readme.md',
    '/.hidden',
  ])('is refused for the name %j before anything is read', async (name, { folder }) => {
    const path = write(folder, 'a.zip', zip({ 'good.csv': text, [name]: text }));
    await expect(openEntries(path).next()).rejects.toMatchObject({ code: 'import/unsafe-archive' });
  });

  it('is refused for links and devices in it', async ({ folder }) => {
    const bytes = zip({ 'a.csv': text, 'b.csv': '/etc/passwd' });
    const record = findSignature(bytes, DIRECTORY_RECORD, 1);
    for (const type of [0xa0, 0x20, 0x10]) {
      const path = write(folder, 'a.zip', patch(bytes, record + 40, 0, type));
      await expect(openEntries(path).next()).rejects.toMatchObject({ code: 'import/unsafe-archive' });
    }
  });

  it('is refused where it is encrypted', async ({ folder }) => {
    const bytes = zip({ 'a.csv': text });
    const record = findSignature(bytes, DIRECTORY_RECORD);
    expect(await codeOfReading(write(folder, 'a.zip', patch(bytes, record + 8, 1)))).toBe('import/encrypted-archive');
    expect(await codeOfReading(write(folder, 'b.zip', patch(bytes, record + 8, 0x41)))).toBe(
      'import/encrypted-archive',
    );
  });

  it('is refused where it holds an archive', async ({ folder }) => {
    const inner = zip({ 'a.csv': text });
    expect(await codeOfReading(write(folder, 'a.zip', zip({ 'b.csv': text, 'a.zip': inner })))).toBe(
      'import/nested-archive',
    );
    expect(await codeOfReading(write(folder, 'b.zip', zip({ 'a.csv': inner })))).toBe('import/nested-archive');
  });

  it('is refused where sizes, checksums or methods are wrong', async ({ folder }) => {
    const bytes = zip({ 'a.csv': text });
    const record = findSignature(bytes, DIRECTORY_RECORD);
    const codes = [];
    // Method, CRC-32, packed size smaller and larger, unpacked size smaller and larger, offset of the file.
    for (const [at, value] of [
      [10, 93],
      [16, bytes[record + 16]! ^ 1],
      [20, bytes[record + 20]! - 1],
      [20, bytes[record + 20]! + 1],
      [24, bytes[record + 24]! - 1],
      [24, bytes[record + 24]! + 1],
      [42, 1],
    ] as const) {
      codes.push(await codeOfReading(write(folder, 'a.zip', patch(bytes, record + at, value))));
    }
    expect(codes).toEqual(Array.from(codes, () => 'import/damaged-zip'));
    const stored = zip({ 'a.csv': text }, { level: 0 });
    const start = findSignature(stored, DIRECTORY_RECORD);
    expect(await codeOfReading(write(folder, 'b.zip', patch(stored, start - 3, 0x21)))).toBe('import/damaged-zip');
  });

  it('is refused where its directory names other files than it holds, or fewer', async ({ folder }) => {
    const bytes = zip({ 'a.csv': text, 'b.csv': text });
    const record = findSignature(bytes, DIRECTORY_RECORD, 1);
    expect(await codeOfReading(write(folder, 'a.zip', patch(bytes, record + 46 + 4, 0x77)))).toBe('import/damaged-zip');
    const end = findSignature(bytes, DIRECTORY_END);
    expect(await codeOfReading(write(folder, 'b.zip', patch(bytes, end + 10, 1)))).toBe('import/damaged-zip');
  });

  it('is refused where a zip64 directory points anywhere', async ({ folder }) => {
    const bytes = zip({ 'a.csv': text });
    const end = findSignature(bytes, DIRECTORY_END);
    for (const offset of [-1n, 2n ** 53n + 1n, 2n ** 62n, BigInt(bytes.length), 0n]) {
      const locator = Buffer.alloc(20);
      locator.writeUInt32LE(0x07064b50, 0);
      locator.writeBigUInt64LE(BigInt.asUintN(64, offset), 8);
      const path = write(folder, 'a.zip', Buffer.concat([bytes.subarray(0, end), locator, bytes.subarray(end)]));
      expect(await codeOfReading(path)).toBe('import/damaged-zip');
    }
  });

  it('is refused where its files lie over each other', async ({ folder }) => {
    const bytes = zip({ 'a.csv': text, 'b.csv': text });
    const [first, second] = [findSignature(bytes, DIRECTORY_RECORD), findSignature(bytes, DIRECTORY_RECORD, 1)];
    // Both records lead to the one file, 40 times: more bytes than the archive has.
    const record = bytes.slice(first, second);
    const end = findSignature(bytes, DIRECTORY_END);
    const directory = Buffer.concat(Array.from({ length: 40 }, () => record));
    const tail = Buffer.from(bytes.subarray(end));
    tail.writeUInt16LE(40, 8);
    tail.writeUInt16LE(40, 10);
    tail.writeUInt32LE(directory.length, 12);
    const path = write(folder, 'a.zip', Buffer.concat([bytes.subarray(0, first), directory, tail]));
    expect(await codeOfReading(path)).toBe('import/suspicious-compression');
  });

  it('that unpacks to a thousand times its size is refused', async ({ folder }) => {
    const bytes = zip({ 'a.csv': new Uint8Array(100 * 1024 ** 2) });
    expect(await codeOfReading(write(folder, 'a.zip', bytes))).toBe('import/suspicious-compression');
    // Two layers, neither of them suspicious by itself.
    const twice = zip({ 'a.csv.gz': gzipSync(gzipSync(new Uint8Array(100 * 1024 ** 2))) });
    expect(await codeOfReading(write(folder, 'b.zip', twice))).toBe('import/nested-archive');
    const layered = zip({ 'a.csv.gz': gzipSync(Buffer.alloc(300 * 1024 ** 2)) });
    expect(await codeOfReading(write(folder, 'c.zip', layered))).toBe('import/suspicious-compression');
  });

  it('with more than 10,000 files is refused', async ({ folder }) => {
    const files = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}.csv`, 'x']));
    expect(await codeOfReading(write(folder, 'a.zip', zip(files, { level: 0 })))).toBe('import/too-many-files');
  });
});

describe.skipIf(process.platform !== 'linux')('files are closed', () => {
  it('where a reader stops early or fails', async ({ folder }) => {
    const long = pricesText(200_000);
    const paths = [
      write(folder, 'a.csv', long),
      write(folder, 'b.gz', gzipSync(long)),
      write(folder, 'c.zip', zip({ 'a.csv': long, 'b.csv.gz': gzipSync(long) })),
      write(folder, 'd.gz', patch(gzipSync(long), 1000, 1, 2, 3)),
    ];
    for (const path of paths) {
      for await (const entry of openEntries(path)) {
        const first = entry.read()[Symbol.asyncIterator]();
        await first.next().catch(() => undefined);
        await first.return?.();
        await readAll(
          entry.read(() => {
            throw new Error('stop');
          }),
        ).catch((error: unknown) => {
          expect(error).toMatchObject({ message: 'stop' });
        });
        await readAll(entry.read()).catch(() => undefined);
      }
      for await (const entry of openEntries(path)) if (entry.label !== '') break;
    }
    await turn();
    expect(openFiles(folder)).toEqual([]);
  });
});

describe('damaged bytes', () => {
  it('give the exact content or an AppError, nothing else', { timeout: 60_000 }, async ({ folder }) => {
    const random = createRandom(20);
    const content = { 'a.csv': pricesText(60), 'b.csv': pricesText(40, 3) };
    const gz = Buffer.concat([gzipSync(content['a.csv']), gzipSync(content['b.csv'])]);
    const originals = [
      {
        bytes: gz,
        texts: [content['a.csv'] + content['b.csv']],
        packed: (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b,
      },
      ...[zip(content), zip(content, { level: 0 })].map((bytes) => ({
        bytes,
        texts: Object.values(content),
        packed: (head: Uint8Array) => Buffer.from(head.subarray(0, 4)).equals(utf8('PK\u0003\u0004')),
      })),
    ];
    const codes = new Map<string, number>();
    for (const { bytes, texts, packed } of originals) {
      for (let trial = 0; trial < 400; trial++) {
        let damaged = Uint8Array.from(bytes);
        const kind = trial % 4;
        if (kind === 0) damaged = damaged.subarray(0, 1 + Math.floor(random.uniform() * (bytes.length - 1)));
        // Half of the flips hit the last 300 bytes, where a zip has its directory.
        const from = trial % 8 < 4 ? 0 : Math.max(0, bytes.length - 300);
        for (let flips = 0; flips < kind; flips++) {
          const at = from + Math.floor(random.uniform() * (bytes.length - from));
          if (at < damaged.length) damaged[at]! ^= 1 << Math.floor(random.uniform() * 8);
        }
        // Without its first bytes it is a plain file, and what that says is right.
        if (!packed(damaged)) continue;
        const path = write(folder, 'a.bin', damaged);
        const code = await codeOfReading(path);
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (code === 'none')
          expect(
            (await readEntries(path)).map((entry) => entry.text),
            `trial ${trial}`,
          ).toEqual(texts);
      }
    }
    expect(codes.get('none')).toBeGreaterThan(10);
    expect([...codes.keys()].sort()).toEqual(
      expect.arrayContaining(['import/damaged-gzip', 'import/damaged-zip', 'import/truncated-gzip']),
    );
  });
});
