import { expect, it } from 'vitest';
import { createByteCache } from './byte-cache.ts';

it('a byte cache keeps what was asked for last, within its limit, and makes the rest again', () => {
  const cache = createByteCache<{ bytes: number; name: string }>(100);
  const made: string[] = [];
  const get = (name: string, bytes: number) =>
    cache.get(name, () => {
      made.push(name);
      return { bytes, name };
    });
  get('a', 40);
  get('b', 40);
  get('a', 40);
  expect(made).toEqual(['a', 'b']);
  get('c', 40); // b has not been asked for the longest
  get('a', 40);
  get('b', 40);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect(cache.bytes).toBe(80);

  expect(get('too large', 101).name).toBe('too large');
  expect(cache.bytes).toBe(80);
  cache.forget((key) => key === 'a');
  expect(cache.bytes).toBe(40);
  get('b', 40);
  expect(made.at(-1)).toBe('too large');
});
