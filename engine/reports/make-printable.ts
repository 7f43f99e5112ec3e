/** What IBM Plex Sans has letters for: Latin, Greek, Cyrillic, punctuation, currencies, arrows. */
const printable =
  /[\u0020-\u007e\u00a0-\u017f\u0192\u0218-\u021b\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e80-\u1e85\u1ea0-\u1ef9\u2002\u2009\u2010-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u202f\u2030\u2039\u203a\u20a4\u20a6\u20a9-\u20ae\u20b4\u20b8-\u20ba\u20bd\u20bf\u2116\u2122\u2190-\u2199\u2212\u2248\u2260\u2264\u2265\n]/;

/**
 * Text from outside, such as a symbol, as the page can show it: what the font has no letter for is written as its code, so
 * that two symbols never look alike, and characters that only steer (controls, changes of direction) are left out.
 */
export function makeTextPrintable(text: string): string {
  return Array.from(text.normalize('NFC'), (character) => {
    if (printable.test(character)) return character;
    if (/\p{C}/u.test(character)) return '';
    return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}

/** A document with all its texts so; its columns of numbers are the same ones. */
export function makePrintable<Document>(document: Document): Document {
  return map(document) as Document;
}

function map(value: unknown): unknown {
  if (typeof value === 'string') return makeTextPrintable(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return typeof value[0] === 'number' ? value : value.map(map);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [makeTextPrintable(key), map(part)]));
}
