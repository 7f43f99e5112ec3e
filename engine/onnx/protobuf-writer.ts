/**
 * Writes the protocol buffers wire format (protobuf.dev/programming-guides/encoding): as much of it as an
 * ONNX file needs. A message is the concatenation of its fields.
 */

/** An encoded field or a message made of them. */
export type Encoded = Uint8Array;

export function concat(parts: readonly Encoded[]): Encoded {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** A non-negative integer below 2^53, seven bits a byte, low bits first. */
function varint(value: number): Encoded {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;

function tag(field: number, wireType: number): Encoded {
  return varint(field * 8 + wireType);
}

/** int32, int64 or enum field. */
export function intField(field: number, value: number): Encoded {
  return concat([tag(field, VARINT), varint(value)]);
}

/** bytes field, also used for an embedded message. */
export function bytesField(field: number, value: Encoded): Encoded {
  return concat([tag(field, LENGTH_DELIMITED), varint(value.length), value]);
}

export function stringField(field: number, value: string): Encoded {
  return bytesField(field, new TextEncoder().encode(value));
}

/** An embedded message made of fields. */
export function messageField(field: number, fields: readonly Encoded[]): Encoded {
  return bytesField(field, concat(fields));
}
