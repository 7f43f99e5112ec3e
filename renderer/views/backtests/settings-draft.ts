import type { BacktestRequest } from '#contract/api/backtests.ts';
import type { GridAxis, RuleKind } from '#contract/backtest.ts';
import { timeframes } from '#contract/bars.ts';
import {
  costFields,
  exitFields,
  gridFields,
  ruleFields,
  ruleKinds,
  sizeFields,
  sizeKinds,
  typed,
  type Field,
  type SizeKind,
} from './settings-form.ts';

/**
 * The form as it is typed, by the keys of its fields, and as it stands in a link: what is left out has its default. Whatever
 * a link says is only ever read as text, and checked when it is read.
 */
export type Draft = Readonly<Record<string, string>>;

/** What a new backtest begins with, where the link does not say. */
export interface Beginnings {
  readonly rule: RuleKind;
  readonly model: string;
  readonly symbols: readonly string[];
}

export type Problem =
  'number' | 'whole' | 'low' | 'high' | 'choice' | 'date' | 'order' | 'symbols' | 'model' | 'axis' | 'cells';

export interface ReadDraft {
  readonly request: BacktestRequest;
  /** What is wrong, by the key of the field; empty where the request can be sent. */
  readonly problems: ReadonlyMap<string, Problem>;
}

const DAY_MS = 86_400_000;

export function ruleOf(draft: Draft, { rule }: Beginnings): RuleKind {
  return ruleKinds.find((kind) => kind === draft['rule']) ?? rule;
}

export function sizeOf(draft: Draft): SizeKind {
  return sizeKinds.find((kind) => kind === draft['size']) ?? 'fraction';
}

/** Symbols may hold anything, a comma too. */
export function joinSymbols(symbols: readonly string[]): string {
  return symbols.map(encodeURIComponent).join(',');
}

export function splitSymbols(text: string): string[] {
  const parts = text.split(',').filter((part) => part !== '');
  return [...new Set(parts.map(decodeSymbol))];
}

function decodeSymbol(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A link that somebody has cut: what is left is no symbol that exists, and is shown as such.
    return part;
  }
}

export function symbolsOf(draft: Draft, { symbols }: Beginnings): string[] {
  return draft['symbols'] === undefined ? [...symbols] : splitSymbols(draft['symbols']);
}

/** What is asked for, with everything that is wrong with it. */
export function readDraft(draft: Draft, beginnings: Beginnings): ReadDraft {
  const problems = new Map<string, Problem>();
  const kind = ruleOf(draft, beginnings);
  const groups: Record<string, Record<string, unknown>> = {
    rule: { kind },
    size: { kind: sizeOf(draft) },
    exits: {},
    costs: {},
  };
  const fields = [...ruleFields(kind), ...sizeFields(sizeOf(draft)), ...exitFields, ...costFields];
  for (const field of fields) {
    const text = (draft[field.key] ?? '').trim();
    // A size has no default of its own in the contract: what the form shows is said.
    const said = text === '' && field.path[0] === 'size' ? field.byDefault : text;
    if (said === '') continue;
    const value = readField(field, said);
    if (typeof value === 'object') problems.set(field.key, value.problem);
    else groups[field.path[0]]![field.path[1]] = value;
  }
  const symbols = symbolsOf(draft, beginnings);
  const isForecast = kind === 'probability-threshold';
  if (isForecast) {
    const model = draft['model'] ?? beginnings.model;
    if (!/^[a-z0-9][a-z0-9-]*(@\d{1,9})?$/.test(model)) problems.set('model', 'model');
    groups['rule']!['model'] = model;
  } else if (symbols.length === 0) problems.set('symbols', 'symbols');
  const from = readDay(draft['from'], 'from', problems);
  const to = readDay(draft['to'], 'to', problems);
  if (from !== null && to !== null && from > to) problems.set('to', 'order');
  const capital = readNumber(draft['initialCapital'] ?? '');
  if (capital !== null && !(capital > 0 && Number.isFinite(capital))) problems.set('initialCapital', 'number');
  const timeframe = timeframes.find((each) => each === draft['timeframe']);
  return {
    problems,
    request: {
      ...(groups as unknown as Pick<BacktestRequest, 'rule' | 'size' | 'exits' | 'costs'>),
      ...(symbols.length > 0 && { symbols }),
      ...(timeframe !== undefined && !isForecast && { timeframe }),
      ...(from !== null && { from }),
      // The whole of the day.
      ...(to !== null && { to: to + DAY_MS - 1 }),
      ...(capital !== null && { initialCapital: capital }),
    },
  };
}

/** The draft that asks for a backtest which was run, or for a grid. */
export function writeDraft({
  axes = [],
  rule,
  symbols,
  timeframe,
  from,
  to,
  costs,
  size,
  exits,
  initialCapital,
}: BacktestRequest & { readonly axes?: readonly GridAxis[] }): Draft {
  const draft: Record<string, string> = { rule: rule.kind };
  const groups: Readonly<Record<string, object | undefined>> = { rule, size, exits, costs };
  if ('model' in rule) draft['model'] = rule.model;
  if (size && size.kind !== 'fraction') draft['size'] = size.kind;
  for (const { key, path, unit, byDefault } of [
    ...ruleFields(rule.kind),
    ...sizeFields(size?.kind ?? 'fraction'),
    ...exitFields,
    ...costFields,
  ]) {
    const value = (groups[path[0]] as Readonly<Record<string, unknown>> | undefined)?.[path[1]];
    if (value === undefined) continue;
    const text =
      typeof value === 'number' ? typed(value, unit) : typeof value === 'string' ? value : value === true ? '1' : '';
    // Costs that were said stay said: a model has its own where they are not.
    if (text !== '' && (text !== byDefault || path[0] === 'costs')) draft[key] = text;
  }
  for (const field of gridFields(rule.kind)) {
    const axis = axes.find(({ parameter }) => parameter === field.path[1]);
    if (axis) draft[`grid.${field.key}`] = axis.values.map((value) => typed(value, field.unit)).join(', ');
  }
  if (symbols) draft['symbols'] = joinSymbols(symbols);
  if (timeframe !== undefined) draft['timeframe'] = timeframe;
  if (from !== undefined) draft['from'] = dayOf(from);
  if (to !== undefined) draft['to'] = dayOf(to);
  if (initialCapital !== undefined && initialCapital !== 100_000) draft['initialCapital'] = String(initialCapital);
  return draft;
}

/** The value of a field, or what is wrong with what was typed. */
export function readField(
  { form, unit }: Field,
  text: string,
): number | string | boolean | { readonly problem: Problem } {
  if (form.type === 'boolean') return text === '1';
  if (form.type === 'choice') return form.choices.includes(text) ? text : { problem: 'choice' };
  const read = readNumber(text);
  if (read === null || !Number.isFinite(read)) return { problem: 'number' };
  if (form.type === 'integer' && !Number.isInteger(read)) return { problem: 'whole' };
  const value = unit === 'percent' ? Number((read / 100).toPrecision(12)) : read;
  if (form.min !== null && (form.isMinOpen ? value <= form.min : value < form.min)) return { problem: 'low' };
  if (form.max !== null && (form.isMaxOpen ? value >= form.max : value > form.max)) return { problem: 'high' };
  return value;
}

/** A decimal comma counts as a point. Null where nothing was typed, NaN where it is no number. */
function readNumber(text: string): number | null {
  const plain = text
    .trim()
    .replaceAll(/[\s\u00a0%]/g, '')
    .replace(',', '.');
  return plain === '' ? null : Number(plain);
}

function readDay(text: string | undefined, key: string, problems: Map<string, Problem>): number | null {
  if (text === undefined || text === '') return null;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) problems.set(key, 'date');
  return Number.isNaN(time) ? null : time;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The most combinations that the engine takes, and the most axes. */
export const MOST_CELLS = 20_000;
export const MOST_AXES = 4;

export interface ReadAxes {
  readonly axes: readonly GridAxis[];
  readonly cells: number;
  readonly problems: ReadonlyMap<string, Problem>;
}

/** The axes of a grid: `grid.fastBars` is "5..50:5", from, to and step, or "7, 14, 21" (where a comma parts numbers). */
export function readAxes(draft: Draft, kind: RuleKind): ReadAxes {
  const problems = new Map<string, Problem>();
  const axes: GridAxis[] = [];
  for (const field of gridFields(kind)) {
    const key = `grid.${field.key}`;
    const text = (draft[key] ?? '').trim();
    if (text === '') continue;
    const values = listValues(text)?.map((value) => readField(field, value));
    const wrong = values?.find((value) => typeof value === 'object');
    if (!values || values.length === 0) problems.set(key, 'axis');
    else if (typeof wrong === 'object') problems.set(key, wrong.problem);
    else axes.push({ parameter: field.path[1], values: [...new Set(values as number[])].sort((a, b) => a - b) });
  }
  const cells = axes.reduce((product, { values }) => product * values.length, axes.length > 0 ? 1 : 0);
  if (cells > MOST_CELLS || axes.length > MOST_AXES) problems.set('cells', 'cells');
  return { axes, cells, problems };
}

/** The numbers that an axis names, as text; null where it does not name any. */
function listValues(text: string): string[] | null {
  const range = /^([\d.,]+)\s*\.\.\s*([\d.,]+?)(?:\s*:\s*([\d.,]+))?$/.exec(text);
  if (!range) {
    const parts = text.split(/[;,\s]+/).filter((part) => part !== '');
    return parts.length > 0 ? parts : null;
  }
  const [from, to, step] = [range[1], range[2], range[3] ?? '1'].map((part) => readNumber(part!)!);
  if (![from, to, step].every((value) => Number.isFinite(value)) || step! <= 0 || to! < from!) return null;
  const count = Math.floor((to! - from!) / step! + 1e-9) + 1;
  if (count > MOST_CELLS) return null;
  return Array.from({ length: count }, (_, k) => String(Number((from! + k * step!).toPrecision(12))));
}

const draftKeys: ReadonlySet<string> = new Set([
  ...['rule', 'model', 'symbols', 'timeframe', 'from', 'to', 'initialCapital', 'size'],
  ...ruleKinds.flatMap((kind) => ruleFields(kind).flatMap(({ key }) => [key, `grid.${key}`])),
  ...sizeKinds.flatMap((kind) => sizeFields(kind).map(({ key }) => key)),
  ...[...exitFields, ...costFields].map(({ key }) => key),
]);

/** What of a link's query belongs to the form. */
export function draftOfQuery(query: Readonly<Record<string, unknown>>): Draft {
  return Object.fromEntries(
    Object.entries(query).filter(
      (entry): entry is [string, string] => draftKeys.has(entry[0]) && typeof entry[1] === 'string' && entry[1] !== '',
    ),
  );
}

/** The query of a link with this draft in place of the one that it has. */
export function queryOfDraft(query: Readonly<Record<string, unknown>>, draft: Draft): Record<string, string> {
  const others = Object.entries(query).filter(
    (entry): entry is [string, string] => !draftKeys.has(entry[0]) && typeof entry[1] === 'string',
  );
  const said = Object.entries(draft).filter(([, text]) => text !== '');
  return Object.fromEntries([...others, ...said]);
}

/** The same draft with another rule: fields of the old one would mean something else, or nothing. */
export function changeRule(draft: Draft, rule: RuleKind): Draft {
  const ofRules = new Set(ruleKinds.flatMap((kind) => ruleFields(kind).flatMap(({ key }) => [key, `grid.${key}`])));
  return { ...Object.fromEntries(Object.entries(draft).filter(([key]) => !ofRules.has(key))), rule };
}

export function isSameDraft(one: Draft, other: Draft): boolean {
  const write = (draft: Draft): string =>
    JSON.stringify(
      Object.entries(draft)
        .filter(([, text]) => text !== '')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return write(one) === write(other);
}
