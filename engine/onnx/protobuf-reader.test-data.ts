/**
 * Reads the protocol buffers wire format back, written from its description and not from the writer:
 * a key is a varint of (field number << 3 | wire type), then a varint or a length and that many bytes.
 */
export type Fields = ReadonlyMap<number, readonly (bigint | Uint8Array)[]>;

export function readFields(bytes: Uint8Array): Fields {
  const fields = new Map<number, (bigint | Uint8Array)[]>();
  let at = 0;
  function readVarint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('the message ends within a varint');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
  while (at < bytes.length) {
    const key = Number(readVarint());
    const values = fields.get(key >> 3) ?? [];
    fields.set(key >> 3, values);
    if ((key & 7) === 0) {
      values.push(readVarint());
      continue;
    }
    if ((key & 7) !== 2) throw new RangeError(`wire type ${key & 7} is not used by ONNX files of ours`);
    const length = Number(readVarint());
    if (at + length > bytes.length) throw new RangeError('a field reaches over the end of its message');
    values.push(bytes.subarray(at, at + length));
    at += length;
  }
  return fields;
}

/** The integers of a field. */
export function integersOf(fields: Fields, field: number): number[] {
  return (fields.get(field) ?? []).filter((value) => typeof value === 'bigint').map(Number);
}

/** The embedded messages, strings or byte blocks of a field. */
export function blocksOf(fields: Fields, field: number): Uint8Array[] {
  return (fields.get(field) ?? []).filter((value) => typeof value !== 'bigint');
}

export function stringsOf(fields: Fields, field: number): string[] {
  return blocksOf(fields, field).map((block) => new TextDecoder().decode(block));
}

export function messagesOf(fields: Fields, field: number): Fields[] {
  return blocksOf(fields, field).map(readFields);
}
