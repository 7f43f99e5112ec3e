import { peek } from '../containers/content-kind.ts';

/** The byte order mark of UTF-8 is the longest. */
const MARK_BYTES = 3;

/**
 * The same text as UTF-8 where a byte order mark says that it is UTF-16, as spreadsheets export "Unicode text";
 * without the byte order mark of UTF-8 otherwise.
 */
export async function* toUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, bytes: whole } = await peek(bytes, MARK_BYTES);
  const decoder = decoderOf(head);
  const encoder = new TextEncoder();
  let skipped = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? MARK_BYTES : 0;
  for await (const chunk of whole) {
    const content = chunk.subarray(skipped);
    skipped -= Math.min(skipped, chunk.length);
    yield decoder === null ? content : encoder.encode(decoder.decode(content, { stream: true }));
  }
}

function decoderOf(head: Uint8Array): InstanceType<typeof TextDecoder> | null {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  return null;
}
