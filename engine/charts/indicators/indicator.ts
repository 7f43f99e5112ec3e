import type { Bars } from '#contract/bars.ts';

/**
 * An indicator as charts draw it, in the unit that a chart has; the feature of the same name is scale-free. A file each,
 * with formula, source and unit on top.
 */
export interface Indicator {
  readonly columns: readonly string[];
  /** The columns over a whole history, in this order; NaN before the first value. `params` holds every parameter. */
  compute(bars: Bars, params: Readonly<Record<string, number>>): readonly Float64Array[];
}

/** The parameter of this name; the contract names all of them. */
export function param(params: Readonly<Record<string, number>>, name: string): number {
  const value = params[name];
  if (value === undefined) throw new RangeError(`the indicator has no parameter "${name}"`);
  return value;
}
