import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, hashBytes, hashJson } from './hash.ts';

// FIPS 180-4, the published example of SHA-256.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('hashBytes', () => {
  it('is SHA-256 of the parts put together', () => {
    const encoder = new TextEncoder();
    expect(hashBytes(encoder.encode('abc'))).toBe(ABC);
    expect(hashBytes(encoder.encode('a'), encoder.encode(''), encoder.encode('bc'))).toBe(ABC);
    expect(hashBytes(encoder.encode('bc'), encoder.encode('a'))).not.toBe(ABC);
    expect(hashBytes()).toBe(sha256(''));
  });
});

describe('hashJson', () => {
  it('is SHA-256 of the JSON text with sorted keys, at every depth', () => {
    expect(hashJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe(sha256('{"a":"x","b":[{"c":null,"d":1}]}'));
    expect(hashJson([2, 1])).toBe(sha256('[2,1]'));
  });

  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
        const reversed = Object.fromEntries(Object.entries(document).reverse());
        expect(hashJson(reversed)).toBe(hashJson(document));
        expect(hashJson({ inner: [reversed] })).toBe(hashJson({ inner: [document] }));
      }),
      { seed: 1 },
    );
  });

  it('tells different documents apart', () => {
    const documents = [{}, [], null, '', 0, { a: 1 }, { a: '1' }, { a: [1] }, { b: 1 }, { a: 1, b: 1 }, [1, 2], [2, 1]];
    expect(new Set(documents.map(hashJson)).size).toBe(documents.length);
  });
});

describe('bytesOf', () => {
  it('shows the bytes of the array alone, without a copy', () => {
    const whole = Float64Array.of(1, 2, 3);
    const bytes = bytesOf(whole.subarray(1, 2));
    // 2 is 4000 0000 0000 0000 in IEEE 754, little-endian here.
    expect([...bytes]).toEqual([0, 0, 0, 0, 0, 0, 0, 0x40]);
    whole[1] = 1;
    expect([...bytes]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
    expect(bytesOf(Int32Array.of(258))).toEqual(Uint8Array.of(2, 1, 0, 0));
    expect(bytesOf(Float32Array.of(1))).toEqual(Uint8Array.of(0, 0, 0x80, 0x3f));
  });
});
