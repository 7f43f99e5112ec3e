import { describe, expect, it } from 'vitest';
import { choosePolishForm } from '../i18n.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';

/** Texts by their keys, such as "shell.jobs.title". */
function flatten(texts: object, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [name, value] of Object.entries(texts) as [string, unknown][]) {
    if (typeof value === 'string') flat.set(prefix + name, value);
    else for (const [key, text] of flatten(value as object, `${prefix}${name}.`)) flat.set(key, text);
  }
  return flat;
}

const english = flatten(en);
const polish = flatten(pl);
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].sort();

const sources = import.meta.glob<string>(['../**/*.{vue,ts}', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Keys that stand as they are in a call of t, and the fixed beginnings of those that are put together. */
const asked = Object.entries(sources).flatMap(([path, source]) =>
  [...source.matchAll(/\bt\(\s*(['`])([\w.-]+?)(?:\$\{|\1)/g)].map(([whole, , key]) => ({
    path,
    key: key!,
    isWhole: !whole.endsWith('${'),
  })),
);

describe('texts', () => {
  it('are asked for in the app', () => {
    expect(asked.length).toBeGreaterThan(100);
  });

  it.each([
    ['English', english],
    ['Polish', polish],
  ])('%s has every text that the app asks for', (_, texts) => {
    const keys = [...texts.keys()];
    const missing = asked.filter(({ key, isWhole }) =>
      isWhole ? !texts.has(key) : !keys.some((known) => known.startsWith(key)),
    );
    expect(missing).toEqual([]);
  });

  it('have the same keys and the same placeholders in both languages', () => {
    expect([...polish.keys()].sort()).toEqual([...english.keys()].sort());
    const different = [...english].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(polish.get(key)!).join(),
    );
    expect(different).toEqual([]);
  });

  it('have two forms of a count in English and three in Polish', () => {
    const counted = [...english].filter(([, text]) => text.includes(' | '));
    for (const [key, text] of counted) {
      expect([key, text.split(' | ').length]).toEqual([key, 2]);
      expect([key, polish.get(key)!.split(' | ').length]).toEqual([key, 3]);
    }
    expect([...polish].filter(([key, text]) => text.includes(' | ') && !english.get(key)!.includes(' | '))).toEqual([]);
  });

  it('chooses the Polish form as Poles do', () => {
    expect([1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 102].map(choosePolishForm)).toEqual([
      0, 1, 1, 2, 2, 2, 2, 2, 1, 2, 2, 1,
    ]);
  });
});
