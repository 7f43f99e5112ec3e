/**
 * The same text as UTF-8 where a byte order mark says that it is UTF-16, as spreadsheets export "Unicode text";
 * without the byte order mark of UTF-8 otherwise.
 */
export async function* toUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let isFirst = true;
  const encoder = new TextEncoder();
  for await (const chunk of bytes) {
    let content = chunk;
    if (isFirst) {
      isFirst = false;
      if (chunk[0] === 0xff && chunk[1] === 0xfe) decoder = new TextDecoder('utf-16le');
      else if (chunk[0] === 0xfe && chunk[1] === 0xff) decoder = new TextDecoder('utf-16be');
      else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) content = chunk.subarray(3);
    }
    yield decoder === null ? content : encoder.encode(decoder.decode(content, { stream: true }));
  }
}
