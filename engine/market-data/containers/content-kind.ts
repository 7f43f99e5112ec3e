/** Bytes that `kindOfContent` needs. */
export const KIND_BYTES = 4;

/** What the first bytes say about how a file is packed. */
export function kindOfContent(head: Uint8Array): 'gzip' | 'zip' | 'plain' {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  // PK\3\4 begins the first file of a zip; an archive without files begins with its end, PK\5\6.
  if (head[0] === 0x50 && head[1] === 0x4b) {
    if ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6)) return 'zip';
  }
  return 'plain';
}

/** Bytes of a source that is open already: whoever stops early, or never begins, closes it by `return`. */
export interface OpenBytes extends AsyncIterableIterator<Uint8Array> {
  return(): Promise<IteratorResult<Uint8Array>>;
}

/**
 * Reads as far as at least `length` bytes (fewer only where there are no more); `bytes` still gives all of them, and has
 * to be closed.
 */
export async function peek(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ readonly head: Uint8Array; readonly bytes: OpenBytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < length) {
    const next = await iterator.next();
    if (next.done) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head, bytes: continueWith(head, iterator) };
}

/** No generator: one that was never asked for a value runs no finally, and the source would stay open. */
function continueWith(head: Uint8Array, rest: AsyncIterator<Uint8Array>): OpenBytes {
  let isHeadGiven = head.length === 0;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next() {
      if (isHeadGiven) return rest.next();
      isHeadGiven = true;
      return Promise.resolve({ done: false, value: head });
    },
    async return() {
      isHeadGiven = true;
      await rest.return?.();
      return { done: true, value: undefined };
    },
  };
}
