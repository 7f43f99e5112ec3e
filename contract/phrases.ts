import { certificatePhrases } from './phrases-pl/certificate.ts';
import { connectionPhrases } from './phrases-pl/connection.ts';
import { importPhrases } from './phrases-pl/imports.ts';
import { modelPhrases } from './phrases-pl/models.ts';
import type { Phrase } from './phrases-pl/phrase.ts';
import { qualityPhrases } from './phrases-pl/quality.ts';
import { inputPhrases } from './phrases-pl/input.ts';
import { storePhrases } from './phrases-pl/store.ts';
import { trainingPhrases } from './phrases-pl/training.ts';

export const phrases: readonly Phrase[] = [
  ...connectionPhrases,
  ...storePhrases,
  ...importPhrases,
  ...qualityPhrases,
  ...trainingPhrases,
  ...modelPhrases,
  ...inputPhrases,
  ...certificatePhrases,
];

interface Pattern {
  readonly match: RegExp;
  readonly polish: string;
  /** Characters that are not filled in: of two patterns that match, the one that says more is meant. */
  readonly fixed: number;
}

/** Whole texts, and those with something filled in; made when Polish is first asked for. */
let known: { readonly whole: ReadonlyMap<string, string>; readonly patterns: readonly Pattern[] } | null = null;
const translated = new Map<string, string | null>();
const MAX_KEPT = 5_000;

/** The text in Polish, with what was filled in taken from it; null where it is not known. Several sentences are translated one by one. */
export function translate(text: string): string | null {
  const kept = translated.get(text);
  if (kept !== undefined) return kept;
  if (translated.size >= MAX_KEPT) translated.clear();
  const polish = translateWhole(text) ?? translateProblems(text) ?? translateSentences(text);
  translated.set(text, polish);
  return polish;
}

/** The text in Polish; one that is not known stays as it is. */
export function translateOrKeep(text: string): string {
  return translate(text) ?? text;
}

function translateWhole(text: string): string | null {
  known ??= compile();
  const whole = known.whole.get(text);
  if (whole !== undefined) return whole;
  for (const { match, polish } of known.patterns) {
    const gaps = match.exec(text);
    if (gaps) {
      return polish
        .replaceAll(/\{(\d+)\}/g, (_, gap: string) => groupThousands(gaps[Number(gap) + 1] ?? ''))
        .replaceAll(/<(\d+)>/g, (_, gap: string) => translateOrKeep(gaps[Number(gap) + 1] ?? ''));
    }
  }
  return null;
}

/** What is wrong with an input, "path: problem; path: problem."; null where one of the problems is not known. */
function translateProblems(text: string): string | null {
  const problems = text
    .replace(/\.$/, '')
    .split('; ')
    .map((problem) => {
      const [, path, what] = /^([\w.[\]-]+): (.+)$/s.exec(problem) ?? [];
      const polish = what === undefined ? null : translateWhole(what);
      return polish === null ? null : `${path!}: ${polish}`;
    });
  return problems.includes(null) ? null : `${problems.join('; ')}.`;
}

/** Sentence by sentence; null where one of them is not known, or where there is only one. */
function translateSentences(text: string): string | null {
  const sentences = text.split(/(?<=[.!?…]) (?=\S)/);
  if (sentences.length < 2) return null;
  const polish = sentences.map(translateWhole);
  return polish.includes(null) ? null : polish.join(' ');
}

/** "20,000" as Polish writes it. */
function groupThousands(value: string): string {
  return /^\d{1,3}(,\d{3})+$/.test(value) ? value.replaceAll(',', '\u00a0') : value;
}

function compile(): NonNullable<typeof known> {
  const whole = new Map<string, string>();
  const patterns: Pattern[] = [];
  for (const [english, polish] of phrases) {
    if (/\{.+?\}/.test(english)) patterns.push({ match: writePattern(english), polish, fixed: countFixed(english) });
    else whole.set(english, polish);
  }
  patterns.sort((a, b) => b.fixed - a.fixed);
  return { whole, patterns };
}

function writePattern(english: string): RegExp {
  const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const source = english
    .split(/(\{.+?\})/)
    .map((part) => {
      if (/^\{\d+\}$/.test(part)) return '(.*?)';
      return part.startsWith('{') ? `(?:${part.slice(1, -1).split('|').map(escape).join('|')})` : escape(part);
    })
    .join('');
  return new RegExp(`^${source}$`, 's');
}

function countFixed(english: string): number {
  return english.replaceAll(/\{.+?\}/g, '').length;
}
