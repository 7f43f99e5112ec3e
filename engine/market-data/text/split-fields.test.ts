import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDelimiter, splitFields } from './split-fields.ts';

describe('splitFields', () => {
  it.each<[string, string[] | null]>([
    ['a,b,c', ['a', 'b', 'c']],
    ['', ['']],
    ['a,,', ['a', '', '']],
    ['"a","b, c",d', ['a', 'b, c', 'd']],
    ['"say ""hi""",2', ['say "hi"', '2']],
    ['1,""', ['1', '']],
    ['"""",x', ['"', 'x']],
    ['a,"open', null],
    ['"', null],
  ])('splits %j', (line, fields) => {
    expect(splitFields(line, ',')).toEqual(fields);
  });

  it('reads back whatever is quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (fields) => {
        const line = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(';');
        expect(splitFields(line, ';')).toEqual(fields);
      }),
    );
  });
});

describe('detectDelimiter', () => {
  it('takes the most frequent one', () => {
    expect(detectDelimiter('Date,Open')).toBe(',');
    expect(detectDelimiter('Date;Open, adjusted;High')).toBe(';');
    expect(detectDelimiter('Date\tOpen\tHigh')).toBe('\t');
    expect(detectDelimiter('Date')).toBe(',');
  });
});
