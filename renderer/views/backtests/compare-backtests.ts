import type { BacktestSummary } from '#contract/backtest.ts';

/** As many as there are tones that can be told apart. */
export const MOST_COMPARED = 5;
export const compareTones = ['accent', 'series-1', 'series-2', 'series-3', 'series-4'] as const;

export interface SettingRow {
  /** Its name among the texts of fields. */
  readonly key: string;
  /** One for each backtest; null where it has no such setting. */
  readonly values: readonly (string | number | boolean | null)[];
  readonly differs: boolean;
}

/** The settings of some backtests side by side, each setting that any of them has. */
export function compareSettings(summaries: readonly BacktestSummary[]): SettingRow[] {
  const flat = summaries.map(flatten);
  const keys = [...new Set(flat.flatMap((settings) => Object.keys(settings)))];
  return keys.map((key) => {
    const values = flat.map((settings) => settings[key] ?? null);
    return { key, values, differs: values.some((value) => value !== values[0]) };
  });
}

type Settings = Record<string, string | number | boolean>;

function flatten({
  rule,
  symbols,
  timeframe,
  from,
  to,
  costs,
  size,
  exits,
  initialCapital,
}: BacktestSummary): Settings {
  const settings: Record<string, string | number | boolean | undefined> = {
    rule: rule.kind,
    ...withoutKind(rule),
    symbols: symbols.join(', '),
    timeframe,
    from,
    to,
    ...costs,
    size: size.kind,
    ...Object.fromEntries(
      Object.entries(withoutKind(size)).map(([name, value]) => [name === 'bars' ? 'sizeBars' : name, value]),
    ),
    ...exits,
    initialCapital,
  };
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string | number | boolean] => entry[1] !== undefined),
  );
}

function withoutKind(object: { readonly kind: string }): Settings {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== 'kind'));
}

/** Place of the best value, the first one of equals; null where fewer than two are known, or none is better than another. */
export function findBest(values: readonly (number | null)[], better: 'more' | 'less' | null): number | null {
  const known = values.filter((value) => value !== null);
  if (better === null || known.length < 2 || known.every((value) => value === known[0])) return null;
  const best = better === 'more' ? Math.max(...known) : Math.min(...known);
  return values.indexOf(best);
}
