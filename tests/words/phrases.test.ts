import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { phrases, translate } from '#contract/phrases.ts';
import { listSentences } from './list-sentences.ts';

const sentences = listSentences(fileURLToPath(new URL('../..', import.meta.url)));

/** The text as the engine would say it, with something filled in that is in no other text. */
const fill = (text: string): string => text.replaceAll(/\{(\d+)\}/g, 'X$1');

describe('what the engine says', () => {
  it('is found in the sources', () => {
    expect(sentences.length).toBeGreaterThan(500);
    expect(sentences.map(({ text }) => text)).toContain('There is no watchlist {0}.');
  });

  it('has Polish words, all of it: a new error, finding or reason needs an entry in contract/phrases-pl', () => {
    const missing = sentences.filter(({ text }) => translate(fill(text)) === null);
    expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });
});

describe('phrases', () => {
  /** One text that each phrase is for. */
  const samples = phrases.map(([english, polish]) => ({
    english: fill(english).replaceAll(/\{([^|{}]*)\|[^{}]*\}/g, '$1'),
    gaps: [...english.matchAll(/\{(\d+)\}/g)].map(([, gap]) => gap!),
    polish,
  }));

  it('stand once', () => {
    const keys = phrases.map(([english]) => english);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('number what they fill in from left to right, and Polish fills in nothing else', () => {
    for (const { english, gaps, polish } of samples) {
      expect(gaps, english).toEqual(gaps.map((_, i) => String(i)));
      for (const [, gap] of polish.matchAll(/[{<](\d+)[}>]/g)) expect(gaps, english).toContain(gap);
    }
  });

  it('are each found by what they are for, with what was filled in', () => {
    for (const { english, polish } of samples) {
      expect(translate(english)).toBe(polish.replaceAll(/[{<](\d+)[}>]/g, 'X$1'));
    }
  });

  it.each([
    ['There is no watchlist Tech.', 'Nie ma listy obserwowanych Tech.'],
    [
      'About 1 week is missing between 2020-01-01 and 2020-01-15.',
      'Brakuje około 1 (tygodnie) między 2020-01-01 a 2020-01-15.',
    ],
    [
      'The train part has 12,000 windows; at least 20,000 are needed.',
      'Liczba okien części uczącej: 12\u00a0000; potrzeba co najmniej 20\u00a0000.',
    ],
    [
      '3 rows repeat an earlier row of the same time word for word.',
      'Wiersze (3) powtarzają słowo w słowo wcześniejszy wiersz z tego samego czasu.',
    ],
    [
      '3 rows could not be used; the first: row 7, the low is missing.',
      'Wierszy (3) nie można użyć; pierwszy to wiersz 7: brakuje: minimum.',
    ],
    ['Start it again. Try again when it has finished.', 'Uruchom go ponownie. Spróbuj ponownie, gdy skończy.'],
    [
      'name: expected a name; rule.fast: expected kebab-case.',
      'name: oczekiwano nazwy; rule.fast: oczekiwano małych liter z łącznikami.',
    ],
    ['something new', null],
    ['Start it again. Something new.', null],
    ['name: something new.', null],
  ])('%j is %j', (english, polish) => {
    expect(translate(english)).toBe(polish);
  });
});
