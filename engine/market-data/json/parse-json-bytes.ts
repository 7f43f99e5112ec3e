const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Throws a SyntaxError, or a TypeError where the bytes are no UTF-8. */
export function parseJsonBytes(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes));
}
