import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseStrictJson } from './strict-json.ts';

it('reads what JSON.parse reads, with a byte order mark and without', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, space) => {
      const text = JSON.stringify(value, null, space);
      if (/"(__proto__|constructor|prototype)"/.test(text)) return;
      expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      expect(parseStrictJson(`\u{feff}${text}`)).toEqual(JSON.parse(text));
    }),
    { seed: 1, numRuns: 300 },
  );
});

it.each([
  ['{"a": 1, "b": {"a": 2}, "a": 3}', 'the field "a" stands twice in one object, line 1'],
  ['{"x": [\n{"b": 1,\n"b" : 1}]}', 'the field "b" stands twice in one object, line 3'],
  // The same name, written otherwise.
  ['{"b": 1, "\\u0062": 2}', 'the field "b" stands twice'],
  ['{"params": {"constructor": 5}}', 'no field is named "constructor"'],
  ['{"__proto__": {"bars": 5}}', 'no field is named "__proto__"'],
])('refuses %s', (text, message) => {
  expect(() => parseStrictJson(text)).toThrow(message);
});

it('takes the same name in several objects, and in texts', () => {
  const text = '[{"a": "{\\"a\\": 1, \\"a\\": 2}"}, {"a": ["a", "a"], "b": "a: constructor"}]';
  expect(parseStrictJson(text)).toEqual(JSON.parse(text));
});

it('refuses what is not JSON', () => {
  for (const text of ['', '{', '{"a": 1,}', "{'a': 1}", '\u{feff}\u{feff}{}']) {
    expect(() => parseStrictJson(text)).toThrow(SyntaxError);
  }
});
