import type { MonthlyReturn } from '#contract/backtest.ts';

export interface MonthTable {
  /** Ascending, none left out. */
  readonly years: readonly number[];
  /** [year, month]; null where nothing was traded. */
  readonly strategy: readonly (readonly (number | null)[])[];
  /** Product of the months, minus 1. [year] */
  readonly yearly: readonly (number | null)[];
  readonly yearlyHeld: readonly (number | null)[];
}

/** Months as rows of years. */
export function arrangeMonths(months: readonly MonthlyReturn[]): MonthTable {
  if (months.length === 0) return { years: [], strategy: [], yearly: [], yearlyHeld: [] };
  const first = Math.min(...months.map(({ year }) => year));
  const last = Math.max(...months.map(({ year }) => year));
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const of = (year: number): MonthlyReturn[] => months.filter((month) => month.year === year);
  const grown = (returns: readonly number[]): number | null =>
    returns.length === 0 ? null : returns.reduce((product, each) => product * (1 + each), 1) - 1;
  return {
    years,
    strategy: years.map((year) =>
      Array.from({ length: 12 }, (_, m) => of(year).find(({ month }) => month === m + 1)?.strategy ?? null),
    ),
    yearly: years.map((year) => grown(of(year).map(({ strategy }) => strategy))),
    yearlyHeld: years.map((year) => grown(of(year).map(({ buyAndHold }) => buyAndHold))),
  };
}
