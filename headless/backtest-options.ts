import { InvalidArgumentError } from 'commander';
import type { GridAxis, PositionSize, Rule, RuleKind } from '#contract/backtest.ts';
import { AppError } from '#contract/errors.ts';

/** The names of rules on the command line. */
export const ruleNames = ['forecast', 'ma-crossover', 'rsi-reversal', 'donchian-breakout', 'buy-and-hold'] as const;
export type RuleName = (typeof ruleNames)[number];

/** Which option sets which parameter of a rule; a grid names its axes by the same options. */
const parameters: Readonly<Record<RuleName, Readonly<Record<string, string>>>> = {
  forecast: { horizon: 'horizonBars', enter: 'enterProbability', exit: 'exitProbability' },
  'ma-crossover': { fast: 'fastBars', slow: 'slowBars', average: 'average' },
  'rsi-reversal': { bars: 'bars', oversold: 'oversold', exit: 'exit', overbought: 'overbought' },
  'donchian-breakout': { enter: 'enterBars', exit: 'exitBars' },
  'buy-and-hold': {},
};

/** Options that set parameters of some rule. */
export interface RuleOptions {
  readonly rule: RuleName;
  readonly model: string;
  readonly short?: boolean;
  readonly horizon?: number;
  readonly fast?: number;
  readonly slow?: number;
  readonly average?: 'sma' | 'ema';
  readonly bars?: number;
  readonly oversold?: number;
  readonly overbought?: number;
  readonly enter?: number;
  readonly exit?: number;
}

const all = ['horizon', 'fast', 'slow', 'average', 'bars', 'oversold', 'overbought', 'enter', 'exit'] as const;

/** The rule that the options describe, with its own defaults for the rest. Errors: input/invalid. */
export function describeRuleOptions(options: RuleOptions): RuleInput {
  const { rule: name, model, short } = options;
  const kind: RuleKind = name === 'forecast' ? 'probability-threshold' : name;
  const given = all.filter((option) => options[option] !== undefined);
  const own = parameters[name];
  const stranger = given.find((option) => own[option] === undefined);
  if (stranger !== undefined) throw refuseOption(name, `--${stranger}`);
  if (short && name === 'buy-and-hold') throw refuseOption(name, '--short');
  return {
    kind,
    ...(name === 'forecast' && { model }),
    ...(short && { short }),
    ...Object.fromEntries(given.map((option) => [own[option]!, options[option]])),
  } as RuleInput;
}

/** A rule before its defaults are filled in. */
type RuleInput = { readonly [K in RuleKind]: { readonly kind: K } & Partial<Extract<Rule, { kind: K }>> }[RuleKind] & {
  readonly model: string;
};

function refuseOption(name: RuleName, option: string): AppError {
  const known = Object.keys(parameters[name]).map((one) => `--${one}`);
  return new AppError(
    'input/invalid',
    `The rule ${name} has no ${option}.`,
    known.length > 0 ? `It has ${known.join(', ')}.` : 'It has no options of its own.',
  );
}

/** Axes such as fast=5..50:5,slow=20..200:10 or bars=7,14,21. Errors: input/invalid. */
export function describeGrid(text: string, name: RuleName): GridAxis[] {
  const axes: { option: string; values: number[] }[] = [];
  for (const part of text.split(',')) {
    const [option, range] = part.includes('=') ? (part.split('=', 2) as [string, string]) : [null, part];
    if (option !== null) axes.push({ option: option.trim(), values: [] });
    const axis = axes.at(-1);
    if (axis === undefined) throw refuseGrid(text);
    axis.values.push(...parseRange(range.trim(), text));
  }
  return axes.map(({ option, values }) => {
    const parameter = parameters[name][option];
    if (parameter === undefined || parameter === 'average') throw refuseOption(name, `axis ${option}`);
    return { parameter, values };
  });
}

/** 14 alone, or 5..50:5 from one number to another by a step, 1 where there is none. */
function parseRange(range: string, whole: string): number[] {
  const match = /^(-?\d+(?:\.\d+)?)(?:\.\.(-?\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?)?$/.exec(range);
  const [from, to, step] = [match?.[1], match?.[2] ?? match?.[1], match?.[3] ?? '1'].map(Number) as [
    number,
    number,
    number,
  ];
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!match || !Number.isFinite(from) || !Number.isFinite(to) || !(step > 0) || !(count >= 1) || count > 10_000) {
    throw refuseGrid(whole);
  }
  // Rounded, so that 0.5 + 3 · 0.1 is 0.8.
  return Array.from({ length: count }, (_, i) => Number((from + i * step).toPrecision(12)));
}

function refuseGrid(text: string): AppError {
  return new AppError(
    'input/invalid',
    `Expected axes such as fast=5..50:5,slow=20..200:10, found ${text}.`,
    'Each axis is a name, and values from..to:step or one by one: bars=7,14,21.',
  );
}

/** 5% or 0.05. */
export function parseFraction(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text);
  const value = match ? Number(match[1]) / (match[2] === '%' ? 100 : 1) : NaN;
  if (!(value > 0)) throw new InvalidArgumentError('expected a share such as 5% or 0.05.');
  return value;
}

export function parseBasisPoints(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && Number.isFinite(value))) {
    throw new InvalidArgumentError('expected basis points (hundredths of a percent), 0 or more.');
  }
  return value;
}

export function parseAmount(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('expected an amount above 0.');
  return value;
}

export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('expected a number.');
  return value;
}

/** fraction:0.5, amount:10000, volatility:10% or volatility:10%:60 with the bars that it is measured over. */
export function parseSize(text: string): PositionSize {
  const [kind, value, bars, ...rest] = text.split(':');
  if (value !== undefined && rest.length === 0) {
    if (kind === 'fraction' && bars === undefined) return { kind, fraction: parseFraction(value) };
    if (kind === 'amount' && bars === undefined) return { kind, amount: parseAmount(value) };
    if (kind === 'volatility') {
      return { kind: 'volatility-target', volatility: parseFraction(value), bars: parseNumber(bars ?? '60') };
    }
  }
  throw new InvalidArgumentError('expected fraction:0.5, amount:10000, volatility:10% or volatility:10%:60.');
}
