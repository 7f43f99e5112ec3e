import type { FieldScanner } from './field-scanner.ts';

/** Full names; English ones in the nominative, Polish ones also as dates have them. `?` stands for Polish letters. */
const NAMES = [
  ['january', 'styczen', 'stycze?', 'stycznia'],
  ['february', 'luty', 'lutego'],
  ['march', 'marzec', 'marca'],
  ['april', 'kwiecien', 'kwiecie?', 'kwietnia'],
  ['may', 'maj', 'maja'],
  ['june', 'czerwiec', 'czerwca'],
  ['july', 'lipiec', 'lipca'],
  ['august', 'sierpien', 'sierpie?', 'sierpnia'],
  ['september', 'sept', 'wrzesien', 'wrzesie?', 'wrzesnia', 'wrze?nia'],
  ['october', 'pazdziernik', 'pa?dziernik', 'pazdziernika', 'pa?dziernika'],
  ['november', 'listopad', 'listopada'],
  ['december', 'grudzien', 'grudzie?', 'grudnia'],
] as const;

const MONTHS = new Map<string, number>(
  NAMES.flatMap((names, index) =>
    names.flatMap((name) => [[name, index + 1] as const, [name.slice(0, 3), index + 1] as const]),
  ),
);

const POINT = 0x2e;
const MAX_BYTES = 16;

/**
 * Reads the name of a month, whole or its first three letters with or without a point, English or Polish, in any
 * case of letters. 1 to 12, NaN where the next word is none.
 */
export function scanMonthName(scanner: FieldScanner): number {
  const { bytes, end } = scanner;
  const from = scanner.at;
  let at = from;
  let word = '';
  for (; at < end && at - from <= MAX_BYTES; at++) {
    const byte = bytes[at]!;
    const lower = byte | 0x20;
    if (byte >= 0x80) {
      // A Polish letter is one byte in Windows-1250 and two in UTF-8.
      if (!word.endsWith('?')) word += '?';
    } else if (lower >= 0x61 && lower <= 0x7a) {
      word += String.fromCharCode(lower);
    } else break;
  }
  scanner.at = bytes[at] === POINT && at < end ? at + 1 : at;
  return MONTHS.get(word) ?? Number.NaN;
}
