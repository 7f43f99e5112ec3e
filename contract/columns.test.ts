import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeColumns, encodeColumns, type Column } from './columns.ts';

const column: fc.Arbitrary<Column> = fc.oneof(fc.float64Array({ maxLength: 40 }), fc.float32Array({ maxLength: 40 }));
const named = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary', maxLength: 8 }), column), {
  maxLength: 8,
  selector: ([name]) => name,
});
/** Values that JSON keeps as they are. */
const meta = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('columns', () => {
  it('come back bit for bit with their names, order and meta, from wherever the bytes begin', () => {
    fc.assert(
      fc.property(meta, named, fc.nat(9), (about, columns, shift) => {
        const bytes = encodeColumns(about, columns);
        const elsewhere = new Uint8Array(bytes.length + shift);
        elsewhere.set(bytes, shift);
        const decoded = decodeColumns(elsewhere.subarray(shift));
        expect(decoded.meta).toEqual(about);
        expect([...decoded.columns]).toEqual(columns);
      }),
    );
  });

  it('are views of the bytes that they came in', () => {
    const bytes = encodeColumns(null, [['close', Float64Array.of(1, 2)]]);
    const close = decodeColumns(bytes).columns.get('close');
    expect(close?.buffer).toBe(bytes.buffer);
  });

  it('are little-endian doubles behind a header of ASCII', () => {
    const bytes = encodeColumns({ symbol: 'ŻABKA' }, [['x', Float64Array.of(1)]]);
    expect([...bytes.subarray(0, 4)]).toEqual([65, 76, 67, 1]);
    expect(bytes.every((byte, i) => i < 8 || i >= bytes.length - 8 || byte < 0x80)).toBe(true);
    expect([...bytes.subarray(-8)]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
  });

  it('are refused when they were cut, lengthened or changed in the header, and never read past their end', () => {
    const whole = encodeColumns({ a: 1 }, [
      ['open', Float64Array.of(1, 2, 3)],
      ['close', Float32Array.of(1, 2, 3)],
    ]);
    const refused: unknown = expect.objectContaining({ code: 'columns/unreadable' });
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodeColumns(whole.subarray(0, length)), `${length} bytes`).toThrow(refused);
    }
    expect(() => decodeColumns(Uint8Array.of(...whole, 0))).toThrow(refused);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const changed = Uint8Array.from(whole);
        changed[at] = byte;
        try {
          decodeColumns(changed);
        } catch (error) {
          expect(error).toMatchObject({ code: 'columns/unreadable' });
        }
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (noise) => {
        expect(() => decodeColumns(noise)).toThrow(refused);
      }),
    );
  });

  it('are refused with a header that names a column twice, or one of a length that cannot be', () => {
    const withHeader = (header: unknown): Uint8Array => {
      const text = JSON.stringify(header);
      const bytes = new Uint8Array(8 + Math.ceil(text.length / 8) * 8).fill(0x20);
      bytes.set([65, 76, 67, 1]);
      new DataView(bytes.buffer).setUint32(4, bytes.length - 8, true);
      for (let i = 0; i < text.length; i++) bytes[8 + i] = text.charCodeAt(i);
      return bytes;
    };
    const empty = { name: 'a', type: 'f64', length: 0 };
    expect(decodeColumns(withHeader({ columns: [empty] })).columns.size).toBe(1);
    for (const columns of [
      [empty, empty],
      [{ ...empty, length: -8 }],
      [{ ...empty, length: 0.5 }],
      [{ ...empty, length: 1e300 }],
      [{ ...empty, type: 'i32' }],
      [null],
      'close',
    ]) {
      expect(() => decodeColumns(withHeader({ columns })), JSON.stringify(columns)).toThrow(/no columns/);
    }
  });
});
