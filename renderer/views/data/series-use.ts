import type { InstrumentSummary, SeriesSummary } from '#contract/api/market-data.ts';
import type { ModelSummary } from '#contract/api/models.ts';

/** Tells series apart, in links too: the name, and the symbol behind a colon where it is one of an instrument. */
export function keyOfSeries({ name, symbol }: Pick<SeriesSummary, 'name' | 'symbol'>): string {
  return symbol === null ? name : `${name}:${symbol}`;
}

/** The models that read the series: an instrument's own one stands before that of the market with the same name. */
export function usersOf<Model extends Pick<ModelSummary, 'series' | 'symbols'>>(
  { name, symbol }: Pick<SeriesSummary, 'name' | 'symbol'>,
  models: readonly Model[],
): readonly Model[] {
  return models.filter(({ series, symbols }) => series.includes(name) && (symbol === null || symbols.includes(symbol)));
}

/** Which share of the span of the bars that it could be joined to a series covers; null where there are none. */
export function coverageOf(
  { symbol, from, to }: Pick<SeriesSummary, 'symbol' | 'from' | 'to'>,
  histories: readonly Pick<InstrumentSummary, 'symbol' | 'from' | 'to'>[],
): number | null {
  const joined = histories.filter((each) => symbol === null || each.symbol === symbol);
  if (joined.length === 0) return null;
  const first = Math.min(...joined.map((each) => each.from));
  const last = Math.max(...joined.map((each) => each.to));
  if (last <= first) return null;
  return Math.max(0, Math.min(to, last) - Math.max(from, first)) / (last - first);
}
