import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPriceFile } from './read-price-file.ts';

const NOW = Date.UTC(2024, 0, 31);
const TEXT =
  'Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-02,10,12,9,11,11,100\n2024-01-03,10,12,9,11.5,11.5,90\n';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-prices-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function read(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, content);
  return readPriceFile(path, NOW);
}

describe('readPriceFile', () => {
  it('reads a plain and a packed file alike', async () => {
    const plain = await read('abc.csv', TEXT);
    const packed = await read('abc.csv.gz', gzipSync(TEXT));
    expect(plain.symbol).toBe('ABC');
    expect([...plain.close]).toEqual([11, 11.5]);
    expect(packed).toEqual(plain);
  });

  it('tells packed from plain by the content, not by the name', async () => {
    expect((await read('named-wrong.csv', gzipSync(TEXT))).close.length).toBe(2);
    expect((await read('named-wrong.csv.gz', TEXT)).close.length).toBe(2);
  });

  it.each<[string, string, string | Uint8Array]>([
    ['import/empty-file', 'empty.csv', ''],
    ['import/empty-file', 'blank.csv', ' \n\n'],
    ['import/empty-file', 'empty-packed.csv.gz', gzipSync('')],
    ['import/binary-file', 'sheet.csv', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0)],
    ['import/binary-file', 'utf16.csv', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['import/unknown-format', 'page.csv', '<html><body>Too many requests</body></html>'],
    ['import/truncated-gzip', 'short.csv.gz', gzipSync(TEXT).subarray(0, 60)],
    ['import/truncated-gzip', 'magic-only.csv.gz', Uint8Array.of(0x1f, 0x8b)],
    ['import/damaged-gzip', 'damaged.csv.gz', damage(gzipSync(TEXT))],
    // 4 MiB of blanks pack to about 4 KiB, a ratio of 1,000.
    ['import/suspicious-compression', 'bomb.csv.gz', gzipSync(Buffer.alloc(4 * 1024 * 1024, ' '))],
  ])('refuses with %s: %s', async (code, name, content) => {
    await expect(read(name, content)).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('refuses a path without a file, and a folder', async () => {
    await expect(readPriceFile(join(folder, 'gone.csv'), NOW)).rejects.toMatchObject({ code: 'import/file-not-found' });
    await expect(readPriceFile(folder, NOW)).rejects.toMatchObject({ code: 'import/not-a-file' });
  });
});

/** Flips the stored checksum, which lies in the last 8 bytes. */
function damage(packed: Buffer): Buffer {
  packed[packed.length - 8]! ^= 0xff;
  return packed;
}
