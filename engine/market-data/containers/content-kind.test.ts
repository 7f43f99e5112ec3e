import { describe, expect, it } from 'vitest';
import { peek } from './content-kind.ts';

/** Chunks of three bytes each, and whether their source was closed. */
function openSource(chunks: number): { readonly source: AsyncGenerator<Uint8Array>; readonly isClosed: () => boolean } {
  let isClosed = false;
  async function* give(): AsyncGenerator<Uint8Array> {
    try {
      for (let i = 0; i < chunks; i++) yield await Promise.resolve(Uint8Array.of(3 * i, 3 * i + 1, 3 * i + 2));
    } finally {
      isClosed = true;
    }
  }
  return { source: give(), isClosed: () => isClosed };
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<number[]> {
  const all: number[] = [];
  for await (const chunk of bytes) all.push(...chunk);
  return all;
}

describe('peek', () => {
  it.each([1, 3, 4, 9, 20])('reads %d bytes ahead, and loses none', async (length) => {
    const { source } = openSource(3);
    const { head, bytes } = await peek(source, length);
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    expect([...head]).toEqual(all.slice(0, Math.min(9, 3 * Math.ceil(length / 3))));
    expect(await readAll(bytes)).toEqual(all);
  });

  it('closes a source of which nothing more was read', async () => {
    const { source, isClosed } = openSource(3);
    const { bytes } = await peek(source, 1);
    expect(isClosed()).toBe(false);
    await bytes.return();
    expect(isClosed()).toBe(true);
    expect(await readAll(bytes)).toEqual([]);
  });

  it('closes a source whose reader stops early', async () => {
    const { source, isClosed } = openSource(3);
    const { bytes } = await peek(source, 1);
    for await (const chunk of bytes) if (chunk[0] === 0) break;
    expect(isClosed()).toBe(true);
  });
});
