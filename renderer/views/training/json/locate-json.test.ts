import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLine, locateJson } from './locate-json.ts';

const text = `{
  "name": "a",
  "layers": [
    { "kind": "lstm", "units": 64 },
    {
      "kind": "dropout",
      "rate": 2
    }
  ]
}`;

describe('the places of a JSON document', () => {
  it('are the lines of its fields', () => {
    const located = locateJson(text);
    if ('fault' in located) throw new Error('it is JSON');
    const { lines } = located;
    expect(findLine(lines, 'name')).toBe(2);
    expect(findLine(lines, 'layers.0.units')).toBe(4);
    expect(findLine(lines, 'layers.1')).toBe(5);
    expect(findLine(lines, 'layers.1.rate')).toBe(7);
    // What is missing is shown where it should be.
    expect(findLine(lines, 'layers.1.units')).toBe(5);
    expect(findLine(lines, 'head.kind')).toBe(1);
  });

  it.each([
    ['{\n "a": 1\n "b": 2\n}', 3],
    ['{\n "a": 1,\n}', 3],
    ['{\n "a":\n}', 3],
    ['{\n "a": [1, 2\n', 3],
    ['{\n "a": tru\n}', 3],
    ['', 1],
  ])('a slip is found: %j', (broken, line) => {
    const located = locateJson(broken);
    expect('fault' in located && located.fault.line).toBe(line);
  });

  it('finds what JSON.parse finds, in any document, however it is written', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, space) => {
        const value: unknown = JSON.parse(json);
        const located = locateJson(JSON.stringify(value, null, space));
        expect(located).toMatchObject({ value });
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string(), (any) => {
        expect(locateJson(any)).toBeTypeOf('object');
      }),
    );
  });
});
