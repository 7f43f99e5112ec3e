import type { AlertOccurrence } from '#contract/alert.ts';

/** What has happened, as one line in English or Polish, with numbers as the locale writes them. */
export function describeAlert(occurrence: AlertOccurrence, locale: string): string {
  const isPolish = /^pl\b/i.test(locale);
  const number = (value: number): string => value.toLocaleString(locale, { maximumSignificantDigits: 6 });
  const percent = (value: number): string => value.toLocaleString(locale, { style: 'percent' });
  const side = (crossed: 'above' | 'below'): string =>
    crossed === 'above' ? (isPolish ? 'powyżej' : 'above') : isPolish ? 'poniżej' : 'below';
  switch (occurrence.kind) {
    case 'price': {
      const { crossed, price, after } = occurrence;
      return isPolish
        ? `Zamknięcie ${number(after)}, ${side(crossed)} ${number(price)}`
        : `Closed at ${number(after)}, ${side(crossed)} ${number(price)}`;
    }
    case 'probability-up': {
      const { crossed, probability, after } = occurrence;
      return isPolish
        ? `Szansa wzrostu ${percent(after)}, ${side(crossed)} ${percent(probability)}`
        : `Chance of a rise ${percent(after)}, ${side(crossed)} ${percent(probability)}`;
    }
    case 'grade':
      return isPolish
        ? `Ocena: ${occurrence.before} → ${occurrence.after}`
        : `Grade: ${occurrence.before} → ${occurrence.after}`;
  }
}
