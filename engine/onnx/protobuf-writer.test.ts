import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, integersOf, messagesOf, readFields, stringsOf } from './protobuf-reader.test-data.ts';
import { bytesField, concat, intField, messageField, stringField } from './protobuf-writer.ts';

describe('the bytes of the encoding guide', () => {
  it('an int field: 150 in field 1 is 08 96 01', () => {
    expect(Array.from(intField(1, 150))).toEqual([0x08, 0x96, 0x01]);
  });

  it('a string field: "testing" in field 2 is 12 07 and the letters', () => {
    expect(Array.from(stringField(2, 'testing'))).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
  });

  it('an embedded message: the int field above in field 3 is 1a 03 08 96 01', () => {
    expect(Array.from(messageField(3, [intField(1, 150)]))).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
  });
});

it.each([
  [0, [0]],
  [127, [0x7f]],
  [128, [0x80, 0x01]],
  [16_383, [0xff, 0x7f]],
  [16_384, [0x80, 0x80, 0x01]],
  [2 ** 32, [0x80, 0x80, 0x80, 0x80, 0x10]],
])('the varint of %d', (value, bytes) => {
  expect(Array.from(intField(1, value))).toEqual([0x08, ...bytes]);
});

it('a field number above 15 has a key of two bytes', () => {
  expect(Array.from(intField(20, 1))).toEqual([0xa0, 0x01, 0x01]);
});

it('whatever is written can be read back', () => {
  const field = fc.integer({ min: 1, max: 1000 });
  fc.assert(
    fc.property(
      field,
      fc.maxSafeNat(),
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array(),
      (number, value, text, bytes) => {
        const inner = [intField(1, value), stringField(2, text), bytesField(3, bytes)];
        const [message] = messagesOf(readFields(concat([messageField(number, inner)])), number);
        expect(integersOf(message!, 1)).toEqual([value]);
        expect(stringsOf(message!, 2)).toEqual([text]);
        expect(blocksOf(message!, 3)).toEqual([bytes]);
      },
    ),
    { seed: 1, numRuns: 100 },
  );
});
