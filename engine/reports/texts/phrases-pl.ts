/**
 * Phrases that other rooms write in English into what they store: why a row was refused, what leaks, what a network was
 * trained on. Patterns with what takes their place; `$1` is what the first group found.
 */
const phrases: readonly (readonly [pattern: RegExp, polish: string])[] = [
  [/^the (open|high|low|close|adjusted close|volume|dividend|split) is missing$/, 'brakuje: $1'],
  [/^the (open|high|low|close|adjusted close|split) (.+) is not above zero$/, '$1: $2 nie jest większe od zera'],
  [/^the (volume|dividend) (.+) is negative$/, '$1: $2 jest ujemne'],
  [
    /^the (open|high|low|close|adjusted close|volume|dividend|split|value) “(.*)” is not a number$/s,
    '$1: „$2” nie jest liczbą',
  ],
  [/^the date “(.*)” is no calendar day written like the others$/s, 'data „$1” nie jest dniem zapisanym tak jak inne'],
  [/^the date “(.*)” is none$/s, '„$1” nie jest datą'],
  [/^the time (.*) is none$/s, '$1 nie jest czasem'],
  [/^the date (.+) lies in the future$/, 'data $1 jest w przyszłości'],
  [/^the clocks of (.+) skipped (.+)$/, 'zegary strefy $1 pominęły $2'],
  [/^the row has (\d+) fields, the header (\d+)$/, 'liczba pól w wierszu: $1, w nagłówku: $2'],
  [/^the row has (\d+) values, the others (\d+)$/, 'liczba wartości w wierszu: $1, w innych: $2'],
  [/^the row has more than (\d+) fields$/, 'wiersz ma więcej pól niż $1'],
  [/^a quotation mark is left open$/, 'niezamknięty cudzysłów'],
  [/^the row (.+) is not written like the others$/s, 'wiersz $1 jest zapisany inaczej niż pozostałe'],
  [/^the row is not written like those after it$/, 'wiersz jest zapisany inaczej niż następne'],
  [
    /^(.*) holds lists or objects, or is too long, and so is no row \(counted behind the others\)$/s,
    '$1 zawiera listy lub obiekty albo jest za długie, więc nie jest wierszem (liczone za pozostałymi)',
  ],
  [/^(.*) is no row \(counted behind the others\)$/s, '$1 nie jest wierszem (liczone za pozostałymi)'],
  [/^duplicate of row (\d+)$/, 'powtórzenie wiersza $1'],
  [
    /^rows (\d+) and (\d+) give different values for the same time; row (\d+) was kept$/,
    'wiersze $1 i $2 podają różne wartości dla tego samego czasu; zachowano wiersz $3',
  ],
  [/^scaler of (.+)$/, 'skaler cechy $1'],
  [/^weights of classes$/, 'wagi klas'],
  [/^shares of classes$/, 'udziały klas'],
  [/^calibrator over (\d+) bars$/, 'kalibrator, horyzont w słupkach: $1'],
  [/^whether a bar has all its values$/, 'kompletność wartości w słupku'],
  [/^(.+) of the (train|validation|calibration|test) part$/, '$1, część $2'],
  [/^(native [\d.]+, \S+), (\d+) threads$/, '$1, wątki: $2'],
];

/** Words that the phrases are made of. */
const words: Readonly<Record<string, string>> = {
  open: 'otwarcie',
  high: 'maksimum',
  low: 'minimum',
  close: 'zamknięcie',
  'adjusted close': 'skorygowane zamknięcie',
  volume: 'wolumen',
  dividend: 'dywidenda',
  split: 'split',
  value: 'wartość',
  train: 'ucząca',
  validation: 'walidacyjna',
  calibration: 'kalibracyjna',
  test: 'testowa',
  'a window': 'okno',
  'a label': 'etykieta',
  'the last bar of a window': 'ostatni słupek okna',
  'the end': 'koniec',
};

/** The phrase in Polish; one that is not known is shown as it is. */
export function translatePhrase(phrase: string): string {
  for (const [pattern, polish] of phrases) {
    const match = pattern.exec(phrase);
    if (match) return polish.replaceAll(/\$(\d)/g, (_, group: string) => translateWord(match[Number(group)] ?? ''));
  }
  return phrase;
}

function translateWord(word: string): string {
  const label = /^a label over (\d+) bars$/.exec(word);
  if (label) return `etykieta, horyzont w słupkach: ${label[1]!}`;
  return words[word] ?? word;
}
