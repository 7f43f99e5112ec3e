import { shallowRef } from 'vue';
import { translate } from '#contract/phrases.ts';
import type { Language } from './formats/format.ts';

/** The language of the interface, which i18n.ts sets; stores ask it here, where they need no app around them. */
export const spokenLanguage = shallowRef<Language>('en');

/**
 * What the engine says, in the language of the interface: its errors, findings, reasons and warnings come in English, and
 * contract/phrases.ts has the same in Polish. What it does not know stays English and is marked as such.
 * Follows the language where it is read by a template or a computed value.
 */
export function say(text: string): string {
  if (text === '' || spokenLanguage.value === 'en') return text;
  return translate(text) ?? `[EN] ${text}`;
}

/** What is wrong with a field of a spec: the engine's sentence begins with the path, which stands beside it here. */
export function sayProblem({ path, message }: { readonly path: string; readonly message: string }): string {
  if (spokenLanguage.value === 'en') return message;
  const whole = translate(message) ?? translate(`${path}: ${message}`);
  if (whole === null) return say(message);
  return whole.startsWith(`${path}: `) ? whole.slice(path.length + 2) : whole;
}
